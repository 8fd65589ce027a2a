import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { EnvironmentStack, type EnvironmentStackProps } from '#constructs/environment-stack.ts';
import type { InsideNetwork } from '#constructs/workflows/hosted-function.ts';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { ImageCopies } from '#constructs/images/image-copies.ts';
import { nameIn } from '#constructs/names.ts';
import type { Level, Topics } from '#constructs/notifications/notification-topics.ts';
import { UndeliveredEvents } from '#constructs/workflows/undelivered-events.ts';
import { TriggerRule } from '#constructs/workflows/trigger-rule.ts';
import { triggers } from '#wire/triggers.ts';
import { WorkflowAlarms } from '#constructs/workflows/workflow-alarms.ts';
import { DeploymentWorkflow } from '#workflows/deployment-workflow.ts';
import { HookWorkflow } from '#workflows/hook-workflow.ts';
import { GuardianWorkflow } from '#workflows/guardian-workflow.ts';
import { RollbackWorkflow } from '#workflows/rollback-workflow.ts';
import { TrafficShiftWorkflow } from '#workflows/traffic-shift-workflow.ts';

export interface OrchestrationStackProps extends EnvironmentStackProps {
  readonly ledger: dynamodb.ITable;
  readonly topics: Topics;
  /** Where the images of the services are. */
  readonly repositories: readonly string[];
  /** The one that takes over from this one, or from which this one takes over. */
  readonly otherRegion?: string;
  /** The services whose images may be built from source. */
  readonly builtServices: readonly string[];
  /** The database clusters of which snapshots may be taken. */
  readonly databases: readonly string[];
  /** The services' own functions that deployments call. */
  readonly functions: readonly string[];
  /** Where functions run that talk to the services' tasks. */
  readonly inside: InsideNetwork;
}

/** The machines of one environment in one region, and what starts them. */
export class OrchestrationStack extends EnvironmentStack {
  constructor(scope: Construct, id: string, props: OrchestrationStackProps) {
    super(scope, id, props);
    const { environmentName, ledger, repositories, functions, inside, otherRegion } = props;
    const bus = new events.EventBus(this, 'Bus', {
      eventBusName: nameIn(environmentName),
      description: `Requests to Sluice in ${environmentName}, and the events that it publishes`,
    });
    if (otherRegion !== undefined) new ImageCopies(this, 'ImageCopies', { repositories, region: otherRegion });
    const trafficShift = new TrafficShiftWorkflow(this, 'TrafficShift', { environmentName, ledger });
    const { stateMachine: hook } = new HookWorkflow(this, 'Hook', { environmentName, functions }).machine;
    const rollback = new RollbackWorkflow(this, 'Rollback', { environmentName, ledger, hook });
    const deployment = new DeploymentWorkflow(this, 'Deployment', {
      environmentName,
      ledger,
      repositories,
      ...(otherRegion && { otherRegion }),
      builtServices: props.builtServices,
      databases: props.databases,
      inside,
      hook,
      trafficShift: trafficShift.machine.stateMachine,
      rollback: rollback.machine.stateMachine,
    });
    new GuardianWorkflow(this, 'Guardian', {
      environmentName,
      ledger,
      rollback: rollback.machine.stateMachine,
      watched: {
        deployment: deployment.machine.stateMachine,
        'traffic-shift': trafficShift.machine.stateMachine,
        rollback: rollback.machine.stateMachine,
      },
    });
    const undelivered = new UndeliveredEvents(this, 'UndeliveredRequests', {
      environmentName,
      name: 'requests-undelivered',
      queueName: 'undelivered-requests',
      says: 'A request reached the bus and could not start a deployment',
      topic: props.topics.warning,
    });
    new TriggerRule(this, 'DeploymentRequested', {
      environmentName,
      trigger: triggers.deploymentRequested,
      place: undefined,
      eventBus: bus,
      target: new targets.SfnStateMachine(deployment.machine.stateMachine, { deadLetterQueue: undelivered.queue }),
    });
    this.#tellOfSuccess(props, deployment.machine);
    this.#watch(props);
  }

  /** Every machine of the stack, so that none can be added without its alarms. */
  #watch({ environmentName, topics }: OrchestrationStackProps): void {
    for (const machine of this.node.findAll().filter((child) => child instanceof AslStateMachine))
      new WorkflowAlarms(machine, 'Alarms', { environmentName, machine, topic: topics[urgency(machine)] });
  }

  #tellOfSuccess({ environmentName, topics }: OrchestrationStackProps, deployment: AslStateMachine): void {
    const name = events.EventField.fromPath('$.detail.name');
    const message = events.RuleTargetInput.fromText(`Deployed to ${environmentName}: ${name}`);
    new events.Rule(this, 'Deployed', {
      ruleName: nameIn(environmentName, 'deployed'),
      description: 'Tells of every deployment that succeeded; alarms tell of the others',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['SUCCEEDED'], stateMachineArn: [deployment.stateMachine.stateMachineArn] },
      },
      targets: [new targets.SnsTopic(topics.info, { message })],
    });
  }
}

/** A deployment that fails is rolled back and can wait; users may suffer where what brings them back fails itself. */
const urgency = ({ machine }: AslStateMachine): Level =>
  ['rollback', 'guardian'].includes(machine) ? 'critical' : 'warning';
