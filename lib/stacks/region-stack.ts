import { Stack, type StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import { takeoverNames } from '#constructs/takeover/takeover-names.ts';
import { UndeliveredEvents } from '#constructs/workflows/undelivered-events.ts';
import { eventTypes } from '#domain/ledger/deployment-events.ts';

export interface RegionStackProps extends StackProps {
  readonly environmentName: string;
  readonly domain: string;
  readonly hostedZone: string;
  readonly loadBalancer: elb.IApplicationLoadBalancer;
  /** Given in the primary: the region that is told of its alarms and deployments, and who hears of what could not be told. */
  readonly tells?: { readonly region: string; readonly topic: sns.ITopic };
}

/** What the other region has to know of this one: a name of its own, what its alarms say, and what it deploys. */
export class RegionStack extends Stack {
  constructor(scope: Construct, id: string, props: RegionStackProps) {
    super(scope, id, props);
    const { environmentName, domain, hostedZone, loadBalancer, tells } = props;
    new route53.CfnRecordSet(this, 'Name', {
      hostedZoneId: hostedZone,
      name: takeoverNames(domain).region(this.region),
      type: 'A',
      aliasTarget: {
        dnsName: loadBalancer.loadBalancerDnsName,
        hostedZoneId: loadBalancer.loadBalancerCanonicalHostedZoneId,
        evaluateTargetHealth: false,
      },
    });
    if (tells !== undefined) this.#tell(environmentName, tells);
  }

  /** As long as this region can speak; the standby takes its silence for no vote. */
  #tell(environmentName: string, { region, topic }: NonNullable<RegionStackProps['tells']>): void {
    const eventBusName = nameIn(environmentName);
    const arn = this.formatArn({ service: 'events', region, resource: 'event-bus', resourceName: eventBusName });
    const { queue: deadLetterQueue } = new UndeliveredEvents(this, 'UndeliveredNews', {
      environmentName,
      name: 'primary-state-undelivered',
      queueName: 'undelivered-primary-state',
      says: 'The standby region could not be told of an alarm or a deployment',
      topic,
    });
    const bus = events.EventBus.fromEventBusArn(this, 'StandbyBus', arn);
    const standby = [new targets.EventBus(bus, { deadLetterQueue })];
    new events.Rule(this, 'AlarmsForStandby', {
      ruleName: nameIn(environmentName, 'alarms-for-standby'),
      description: 'Tells the standby region which services answer with errors here',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { alarmName: [{ wildcard: `${nameIn(environmentName, '')}*-errors` }] },
      },
      targets: standby,
    });
    new events.Rule(this, 'DeploymentsForStandby', {
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', eventBusName),
      ruleName: nameIn(environmentName, 'deployments-for-standby'),
      description: 'Tells the standby region which deployments are under way here',
      eventPattern: { source: ['sluice'], detailType: [...eventTypes] },
      targets: standby,
    });
  }
}
