import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Failover } from '#config/sluice-config.ts';
import { EnvironmentStack, type EnvironmentStackProps } from '#constructs/environment-stack.ts';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { nameIn } from '#constructs/names.ts';
import { TakeoverBucket } from '#constructs/takeover/takeover-bucket.ts';
import { takeoverNames } from '#constructs/takeover/takeover-names.ts';
import { TakeoverRecords } from '#constructs/takeover/takeover-records.ts';
import { UndeliveredEvents } from '#constructs/workflows/undelivered-events.ts';
import { WatcherAlarms } from '#constructs/workflows/watcher-alarms.ts';
import { WorkflowAlarms } from '#constructs/workflows/workflow-alarms.ts';
import { DeploymentListener } from '#workflows/deployment-listener.ts';
import { FailoverWorkflow } from '#workflows/failover-workflow.ts';
import { PrimaryMonitorWorkflow } from '#workflows/primary-monitor-workflow.ts';

export interface StandbyStackProps extends EnvironmentStackProps {
  readonly failover: Failover;
  readonly primaryRegion: string;
  readonly scheme: 'https' | 'http';
  /** The paths that say whether a region is well. */
  readonly endpoints: readonly string[];
  readonly ledger: dynamodb.ITable;
  readonly alarmTopic: sns.ITopic;
  readonly loadBalancer: elb.ApplicationLoadBalancer;
}

/** All that takes over when the other region fails. It is deployed to the standby, and uses nothing that is elsewhere. */
export class StandbyStack extends EnvironmentStack {
  constructor(scope: Construct, id: string, props: StandbyStackProps) {
    super(scope, id, props);
    const { environmentName, ledger, loadBalancer, primaryRegion, failover, scheme, endpoints } = props;
    const { domain, hostedZone, policy, database, routingControl } = failover;
    const names = takeoverNames(domain);
    const bucket = routingControl === undefined ? new TakeoverBucket(this, 'Switch').bucket : undefined;
    new TakeoverRecords(this, 'Records', {
      domain,
      hostedZone,
      primaryRegion,
      scheme,
      healthPath: endpoints[0] ?? '/health',
      switchedBy: bucket === undefined ? { control: routingControl?.primary ?? '' } : { bucket },
    });
    const watched = {
      environmentName,
      ledger,
      policy,
      primaryRegion,
      primary: { name: names.region(primaryRegion), domain, scheme, endpoints, checkers: names.checkers },
    };
    const { machine } = new FailoverWorkflow(this, 'Failover', {
      ...watched,
      loadBalancer,
      database,
      takeover:
        bucket === undefined
          ? { kind: 'routing-control', primary: '', standby: '', endpoints: [], ...routingControl }
          : { kind: 'bucket', bucket: bucket.bucketName },
      ...(bucket !== undefined && { bucket }),
    });
    const undelivered = new UndeliveredEvents(this, 'UndeliveredPages', {
      environmentName,
      name: 'pages-undelivered',
      queueName: 'undelivered-pages',
      says: 'A failover had something to say and could not tell people, or an alarm or a deployment of the primary was not heard',
      topic: props.alarmTopic,
    });
    new PrimaryMonitorWorkflow(this, 'PrimaryMonitor', {
      ...watched,
      failover: machine.stateMachine,
      undelivered: undelivered.queue,
    });
    const { hear } = new DeploymentListener(this, 'DeploymentListener', {
      environmentName,
      ledger,
      primaryRegion,
      undelivered: undelivered.queue,
    });
    new WatcherAlarms(hear, 'Alarms', { environmentName, watcher: hear, everyMinute: false, topic: props.alarmTopic });
    this.#tellPeople(props, undelivered.queue);
    for (const found of this.node.findAll().filter((child) => child instanceof AslStateMachine))
      new WorkflowAlarms(found, 'Alarms', { environmentName, machine: found, topic: props.alarmTopic });
  }

  /** Every page is an event on the bus; this rule sends it to the people on call. */
  #tellPeople({ environmentName, alarmTopic }: StandbyStackProps, deadLetterQueue: sqs.IQueue): void {
    const says = (field: string) => events.EventField.fromPath(`$.detail.${field}`);
    const message = events.RuleTargetInput.fromText(`${says('subject')}: ${says('words')}`);
    new events.Rule(this, 'FailoverTold', {
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', nameIn(environmentName)),
      ruleName: nameIn(environmentName, 'failover-told'),
      description: 'Pages people with what a failover has to say',
      eventPattern: { source: ['sluice'], detailType: ['Sluice Failover'] },
      targets: [new targets.SnsTopic(alarmTopic, { message, deadLetterQueue })],
    });
  }
}
