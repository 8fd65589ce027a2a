import { type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import * as aws from '#adapters/aws-clients.ts';
import { metrics } from '#adapters/answers.ts';
import { CloudWatchTaskQuota } from '#adapters/compute/cloudwatch-task-quota.ts';
import { loadBalancerOf, nameOfTargetGroup } from '#adapters/traffic/load-balancer-names.ts';
import { startOfMinute } from '#domain/canary/measured-minute.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import { reportVcpus } from '#rehearsal/play/vcpus.ts';
import type { QuotaUnderTest } from './contract/task-quota.ts';
import type { MetricsUnderTest, Served } from './contract/metrics.ts';

/** Before these tests have served any request. */
const longAgo = startOfMinute(Date.now()) - 12 * 3600 * 1000;

export const cloudWatchUnderTest = (target: ServiceTarget): MetricsUnderTest => ({
  source: metrics(),
  target,
  longAgo,
  serve: (slot, at, what) => putTraffic(target, slot, at, what),
  measure: (metric, slot, at, value) => putOwn(target, metric, slot, at, value),
});

export const taskQuotaUnderTest = (now: () => Date): QuotaUnderTest => ({
  quota: () => new CloudWatchTaskQuota(aws.metrics(), now),
  use: (vcpus) => reportVcpus({ metrics: aws.metrics() }, vcpus),
});

/** As a load balancer reports a minute: half of the failures by code, half only as requests that nothing answered. */
async function putTraffic(
  target: ServiceTarget,
  slot: Slot,
  at: number,
  { requests, failing, slow }: Served,
): Promise<void> {
  const Dimensions = [
    { Name: 'LoadBalancer', Value: loadBalancerOf(trafficOf(target, 'alb').listenerRule) },
    { Name: 'TargetGroup', Value: nameOfTargetGroup(trafficOf(target, 'alb').targetGroups[slot]) },
  ];
  const of = (MetricName: string, rest: Partial<MetricDatum>): MetricDatum => ({
    ...{ MetricName, Dimensions, Timestamp: new Date(at + 10_000) },
    ...rest,
  });
  const byCode = Math.floor(failing / 2);
  const MetricData = [
    of('RequestCount', { Value: requests }),
    of('HTTPCode_Target_2XX_Count', { Value: requests - failing }),
    ...(byCode > 0 ? [of('HTTPCode_Target_5XX_Count', { Value: byCode })] : []),
    of(
      'TargetResponseTime',
      slow > 0 ? { Values: [0.05, 2], Counts: [requests - slow, slow] } : { Values: [0.05], Counts: [requests] },
    ),
  ];
  await aws.metrics().send(new PutMetricDataCommand({ Namespace: 'AWS/ApplicationELB', MetricData }));
}

async function putOwn(
  { cluster, slots }: ServiceTarget,
  { namespace, metric }: OwnMetric,
  slot: Slot,
  at: number,
  value: number,
): Promise<void> {
  const Dimensions = [
    { Name: 'Cluster', Value: cluster },
    { Name: 'Service', Value: slots[slot].ecsService },
    { Name: 'Slot', Value: slot },
  ];
  const MetricData = [{ MetricName: metric, Dimensions, Timestamp: new Date(at + 20_000), Value: value }];
  await aws.metrics().send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
}
