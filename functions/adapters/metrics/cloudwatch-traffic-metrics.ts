import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type MeasuredMinute, silence } from '#domain/canary/measured-minute.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { TrafficMetrics, TrafficWindow } from '#ports/metrics/traffic-metrics.ts';
import { loadBalancerOf, nameOfTargetGroup } from '#adapters/traffic/load-balancer-names.ts';
import { readCloudWatch } from './read-cloudwatch.ts';

/** Reads what an Application Load Balancer counts for each target group. */
export class CloudWatchTrafficMetrics implements TrafficMetrics {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  async minutes(window: TrafficWindow): Promise<readonly MeasuredMinute[]> {
    const queries = slots.flatMap((slot) => queriesFor(slot, window));
    const series = await readCloudWatch(this.#client, queries, window);
    const times = new Set([...series.values()].flatMap((points) => [...points.keys()]));
    const read = (slot: Slot, at: number) => slotMinute((name) => series.get(`${slot}_${name}`)?.get(at));
    return [...times]
      .sort((a, b) => a - b)
      .map((at) => ({ at, slots: { blue: read('blue', at), green: read('green', at) } }));
  }
}

function queriesFor(slot: Slot, { target, slowSeconds }: TrafficWindow): MetricDataQuery[] {
  const { listenerRule, targetGroups } = trafficOf(target, 'alb');
  const Dimensions = [
    { Name: 'LoadBalancer', Value: loadBalancerOf(listenerRule) },
    { Name: 'TargetGroup', Value: nameOfTargetGroup(targetGroups[slot]) },
  ];
  const query = (name: string, MetricName: string, Stat: string): MetricDataQuery => ({
    Id: `${slot}_${name}`,
    MetricStat: { Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions }, Period: 60, Stat },
  });
  return [
    query('requests', 'RequestCount', 'Sum'),
    ...([2, 3, 4, 5] as const).map((kind) => query(`answers${kind}`, `HTTPCode_Target_${kind}XX_Count`, 'Sum')),
    query('answered', 'TargetResponseTime', 'SampleCount'),
    query('fast', 'TargetResponseTime', `PR(:${slowSeconds})`),
    ...(['p50', 'p90', 'p99'] as const).map((percentile) => query(percentile, 'TargetResponseTime', percentile)),
  ];
}

function slotMinute(value: (name: string) => number | undefined): SlotMinute {
  const requests = value('requests') ?? 0;
  const count = (kind: number) => value(`answers${kind}`) ?? 0;
  // What the load balancer answers in a target's place (refused, timed out) is counted for no target group: it is what
  // the target's own answers leave of its requests.
  const unanswered = requests - count(2) - count(3) - count(4);
  return {
    ...silence,
    requests,
    errors: Math.max(count(5), unanswered),
    slow: Math.round((value('answered') ?? 0) * (1 - (value('fast') ?? 100) / 100)),
    p50: value('p50') ?? null,
    p90: value('p90') ?? null,
    p99: value('p99') ?? null,
  };
}
