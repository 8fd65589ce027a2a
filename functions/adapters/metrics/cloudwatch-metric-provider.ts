import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricValue } from '#domain/canary/join-metrics.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { CloudWatchMetric } from '#domain/strategy/own-metric.ts';
import type { MetricProvider, MetricWindow } from '#ports/metrics/metric-provider.ts';
import { nameOfTargetGroup } from '#adapters/traffic/load-balancer-names.ts';
import { readCloudWatch } from './read-cloudwatch.ts';

export class CloudWatchMetricProvider implements MetricProvider<'cloudwatch'> {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  async values({ target, metrics, ...window }: MetricWindow<'cloudwatch'>): Promise<readonly MetricValue[]> {
    const asked = slots.flatMap((slot) =>
      metrics.map((metric) => ({ slot, metric, query: queryFor(metric, slot, target) })),
    );
    const queries = asked.map(({ query }) => query);
    const series = await readCloudWatch(this.#client, queries, window);
    return asked.flatMap(({ slot, metric, query }) =>
      [...(series.get(query.Id ?? '') ?? [])].map(([at, value]) => ({ at, slot, metric, value })),
    );
  }
}

const queryFor = (own: CloudWatchMetric, slot: Slot, target: ServiceTarget): MetricDataQuery => ({
  Id: `${slot}_${own.name}`,
  MetricStat: {
    Metric: {
      Namespace: own.namespace,
      MetricName: own.metric,
      Dimensions: Object.entries(own.dimensions).map(([Name, Value]) => ({ Name, Value: fill(Value, slot, target) })),
    },
    Period: 60,
    Stat: own.statistic,
  },
});

const fill = (value: string, slot: Slot, target: ServiceTarget): string =>
  value
    .replaceAll('{slot}', slot)
    .replaceAll('{cluster}', target.cluster)
    .replaceAll('{ecsService}', target.slots[slot].ecsService)
    .replaceAll('{targetGroup}', nameOfTargetGroup(trafficOf(target, 'alb').targetGroups[slot]));
