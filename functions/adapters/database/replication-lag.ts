import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { ReplicaStatus } from '#domain/failover/data-loss.ts';

interface Lag {
  readonly metric: string;
  readonly dimension: { readonly Name: string; readonly Value: string };
  /** How many of the metric's units are a second. */
  readonly unitsPerSecond: number;
}

/** Told once a minute, and late: the newest of the last quarter of an hour. */
const lookBackMs = 15 * 60 * 1000;

export async function replicationLag(
  client: CloudWatchClient,
  { metric, dimension, unitsPerSecond }: Lag,
): Promise<ReplicaStatus['lag']> {
  const now = Date.now();
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - lookBackMs),
      EndTime: new Date(now),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [
        {
          Id: 'lag',
          MetricStat: {
            Metric: { Namespace: 'AWS/RDS', MetricName: metric, Dimensions: [dimension] },
            Period: 60,
            Stat: 'Maximum',
          },
        },
      ],
    }),
  );
  const { Timestamps: [at] = [], Values: [value] = [] } = MetricDataResults[0] ?? {};
  if (at === undefined || value === undefined) return undefined;
  return { seconds: Math.ceil(value / unitsPerSecond), measuredAt: at.toISOString() };
}
