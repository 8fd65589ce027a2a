import { Stack, type StackProps } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { InsideNetwork } from '#constructs/hosted-function.ts';
import { AslStateMachine } from '#constructs/asl-state-machine.ts';
import { ImageCopies } from '#constructs/image-copies.ts';
import { nameIn } from '#constructs/names.ts';
import { UndeliveredEvents } from '#constructs/undelivered-events.ts';
import { WorkflowAlarms } from '#constructs/workflow-alarms.ts';
import { BakeWatchers } from '#workflows/bake-watchers.ts';
import { DeploymentWorkflow } from '#workflows/deployment-workflow.ts';
import { ErrandWorkflow } from '#workflows/errand-workflow.ts';
import { GuardianWorkflow } from '#workflows/guardian-workflow.ts';
import { HealthProber } from '#workflows/health-prober.ts';
import { InterventionWorkflow } from '#workflows/intervention-workflow.ts';
import { RollbackWorkflow } from '#workflows/rollback-workflow.ts';
import { TrafficShiftWorkflow } from '#workflows/traffic-shift-workflow.ts';

export interface OrchestrationStackProps extends StackProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly alarmTopic: sns.ITopic;
  /** Where the images of the services are. */
  readonly repositories: readonly string[];
  /** The one that takes over from this one, or from which this one takes over. */
  readonly otherRegion?: string;
  /** The services whose images may be built from source. */
  readonly builtServices: readonly string[];
  /** The services' own functions that deployments call. */
  readonly functions: readonly string[];
  /** Where functions run that talk to the services' tasks. */
  readonly inside: InsideNetwork;
  readonly probesTwiceAMinute: boolean;
}

/** The machines of one environment in one region, and what starts them. */
export class OrchestrationStack extends Stack {
  constructor(scope: Construct, id: string, props: OrchestrationStackProps) {
    super(scope, id, props);
    const { environmentName, ledger, repositories, functions, inside, otherRegion } = props;
    const bus = new events.EventBus(this, 'Bus', {
      eventBusName: nameIn(environmentName),
      description: `Requests to Sluice in ${environmentName}, and the facts that it tells`,
    });
    if (otherRegion !== undefined) new ImageCopies(this, 'ImageCopies', { repositories, region: otherRegion });
    const trafficShift = new TrafficShiftWorkflow(this, 'TrafficShift', { environmentName, ledger });
    const { stateMachine: errand } = new ErrandWorkflow(this, 'Errand', { environmentName, functions }).machine;
    const rollback = new RollbackWorkflow(this, 'Rollback', { environmentName, ledger, errand });
    const deployment = new DeploymentWorkflow(this, 'Deployment', {
      environmentName,
      ledger,
      repositories,
      ...(otherRegion && { otherRegion }),
      builtServices: props.builtServices,
      inside,
      errand,
      trafficShift: trafficShift.machine.stateMachine,
      rollback: rollback.machine.stateMachine,
    });
    new InterventionWorkflow(this, 'Intervention', { environmentName, ledger });
    new BakeWatchers(this, 'BakeWatchers', { environmentName, ledger });
    new HealthProber(this, 'HealthProber', { environmentName, inside, twiceAMinute: props.probesTwiceAMinute });
    new GuardianWorkflow(this, 'Guardian', {
      environmentName,
      ledger,
      rollback: rollback.machine.stateMachine,
      watched: [deployment, trafficShift, rollback].map(({ machine }) => machine.stateMachine),
    });
    const undelivered = new UndeliveredEvents(this, 'UndeliveredRequests', {
      environmentName,
      name: 'requests-undelivered',
      queueName: 'undelivered-requests',
      says: 'A request reached the bus and could not start a deployment',
      topic: props.alarmTopic,
    });
    new events.Rule(this, 'DeploymentRequested', {
      eventBus: bus,
      ruleName: nameIn(environmentName, 'deployment-requested'),
      description: 'Starts a deployment for each request on the bus',
      eventPattern: { detailType: ['Deployment Requested'] },
      targets: [new targets.SfnStateMachine(deployment.machine.stateMachine, { deadLetterQueue: undelivered.queue })],
    });
    this.#watch(props);
  }

  /** Every machine of the stack, so that none can be added without its alarms. */
  #watch({ environmentName, alarmTopic: topic }: OrchestrationStackProps): void {
    for (const machine of this.node.findAll().filter((child) => child instanceof AslStateMachine))
      new WorkflowAlarms(machine, 'Alarms', { environmentName, machine, topic });
  }
}
