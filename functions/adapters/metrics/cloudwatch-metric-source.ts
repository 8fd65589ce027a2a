import {
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { type MeasuredMinute, silence } from '#domain/canary/measured-minute.ts';
import { readingFor } from '#domain/canary/policy.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { targetGroupOf } from '#domain/deployment/service-target.ts';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { OwnMetric } from '#domain/strategy/strategy.ts';
import type { Measuring, MetricSource } from '#ports/metrics/metric-source.ts';
import { loadBalancerOf, nameOfTargetGroup } from '#adapters/traffic/load-balancer-names.ts';

/** One request for both slots and all their metrics, which is what a look costs. */
export class CloudWatchMetricSource implements MetricSource {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  async minutes(what: Measuring): Promise<readonly MeasuredMinute[]> {
    const MetricDataQueries = slots.flatMap((slot) => queriesFor(slot, what));
    const series = new Map<string, Map<number, number>>();
    const pages = paginateGetMetricData(
      { client: this.#client },
      { MetricDataQueries, StartTime: what.from, EndTime: what.until, ScanBy: 'TimestampAscending' },
    );
    for await (const { MetricDataResults = [] } of pages) {
      for (const result of MetricDataResults) addTo(series, result);
    }
    const times = new Set([...series.values()].flatMap((points) => [...points.keys()]));
    return [...times]
      .sort((a, b) => a - b)
      .map((at) => ({ at, slots: { blue: read('blue', at), green: read('green', at) } }));

    function read(slot: Slot, at: number): SlotMinute {
      return slotMinute((name) => series.get(`${slot}_${name}`)?.get(at), what);
    }
  }
}

const namespace = 'AWS/ApplicationELB';
const period = 60;

function queriesFor(slot: Slot, { target, slowSeconds, ownMetrics }: Measuring): MetricDataQuery[] {
  const Dimensions = [
    { Name: 'LoadBalancer', Value: loadBalancerOf(target.listenerRule) },
    { Name: 'TargetGroup', Value: nameOfTargetGroup(targetGroupOf(target, slot)) },
  ];
  const query = (name: string, MetricName: string, Stat: string): MetricDataQuery => ({
    Id: `${slot}_${name}`,
    MetricStat: { Metric: { Namespace: namespace, MetricName, Dimensions }, Period: period, Stat },
  });
  const own = ({ name, dimensions, ...metric }: OwnMetric): MetricDataQuery => ({
    Id: `${slot}_own_${name}`,
    MetricStat: {
      Metric: {
        Namespace: metric.namespace,
        MetricName: metric.metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: fill(Value) })),
      },
      Period: period,
      Stat: metric.statistic,
    },
  });
  const fill = (value: string) =>
    value
      .replaceAll('{slot}', slot)
      .replaceAll('{cluster}', target.cluster)
      .replaceAll('{ecsService}', target.slots[slot].ecsService)
      .replaceAll('{targetGroup}', nameOfTargetGroup(targetGroupOf(target, slot)));
  return [
    query('requests', 'RequestCount', 'Sum'),
    ...([2, 3, 4, 5] as const).map((kind) => query(`answers${kind}`, `HTTPCode_Target_${kind}XX_Count`, 'Sum')),
    query('answered', 'TargetResponseTime', 'SampleCount'),
    query('fast', 'TargetResponseTime', `PR(:${slowSeconds})`),
    ...(['p50', 'p90', 'p99'] as const).map((percentile) => query(percentile, 'TargetResponseTime', percentile)),
    ...ownMetrics.map(own),
  ];
}

/** Of a series that is not there nothing is known: it must not look like one of zeros. */
function addTo(
  series: Map<string, Map<number, number>>,
  { Id = '', StatusCode, Timestamps = [], Values = [], Messages = [] }: MetricDataResult,
): void {
  if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') {
    throw new Error(`CloudWatch answered ${StatusCode} for ${Id}: ${Messages.map(({ Value }) => Value).join(' ')}`);
  }
  const points = series.get(Id) ?? new Map<number, number>();
  Timestamps.forEach((at, i) => points.set(new Date(at).getTime(), Values[i] ?? 0));
  series.set(Id, points);
}

function slotMinute(value: (name: string) => number | undefined, { ownMetrics }: Measuring): SlotMinute {
  const requests = value('requests') ?? 0;
  const count = (kind: number) => value(`answers${kind}`) ?? 0;
  // What the load balancer answers in a target's place (refused, timed out) is counted for no target group: it is what
  // the target's own answers leave of its requests.
  const unanswered = requests - count(2) - count(3) - count(4);
  const metrics = ownMetrics.flatMap((own) => {
    const found = value(`own_${own.name}`);
    return found === undefined ? [] : [[own.name, readingFor(found, own)] as const];
  });
  return {
    ...silence,
    requests,
    errors: Math.max(count(5), unanswered),
    slow: Math.round((value('answered') ?? 0) * (1 - (value('fast') ?? 100) / 100)),
    p50: value('p50') ?? null,
    p90: value('p90') ?? null,
    p99: value('p99') ?? null,
    ...(metrics.length === 0 ? {} : { metrics: Object.fromEntries(metrics) }),
  };
}
