import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import { DeploymentWorkflow } from '#workflows/deployment-workflow.ts';
import { GuardianWorkflow } from '#workflows/guardian-workflow.ts';
import { RollbackWorkflow } from '#workflows/rollback-workflow.ts';
import { TrafficShiftWorkflow } from '#workflows/traffic-shift-workflow.ts';

export interface OrchestrationStackProps extends StackProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

/** The machines of one environment in one region, and what starts them. */
export class OrchestrationStack extends Stack {
  constructor(scope: Construct, id: string, props: OrchestrationStackProps) {
    super(scope, id, props);
    const { environmentName, ledger } = props;
    const bus = new events.EventBus(this, 'Bus', {
      eventBusName: nameIn(environmentName),
      description: `Requests to Sluice in ${environmentName}, and the facts that it tells`,
    });
    const trafficShift = new TrafficShiftWorkflow(this, 'TrafficShift', { environmentName, ledger });
    const rollback = new RollbackWorkflow(this, 'Rollback', { environmentName, ledger });
    const deployment = new DeploymentWorkflow(this, 'Deployment', {
      environmentName,
      ledger,
      trafficShift: trafficShift.machine.stateMachine,
      rollback: rollback.machine.stateMachine,
    });
    new GuardianWorkflow(this, 'Guardian', {
      environmentName,
      ledger,
      rollback: rollback.machine.stateMachine,
      watched: [deployment, trafficShift, rollback].map(({ machine }) => machine.stateMachine),
    });
    const undelivered = new sqs.Queue(this, 'UndeliveredRequests', {
      queueName: nameIn(environmentName, 'undelivered-requests'),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new events.Rule(this, 'DeploymentRequested', {
      eventBus: bus,
      ruleName: nameIn(environmentName, 'deployment-requested'),
      description: 'Starts a deployment for each request on the bus',
      eventPattern: { detailType: ['Deployment Requested'] },
      targets: [new targets.SfnStateMachine(deployment.machine.stateMachine, { deadLetterQueue: undelivered })],
    });
  }
}
