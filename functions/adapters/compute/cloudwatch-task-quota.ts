import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Vcpus } from '#domain/deployment/headroom.ts';
import type { TaskQuota } from '#ports/compute/task-quota.ts';

/** Fargate reports each minute, a few minutes late. */
const newestWithinMs = 15 * 60_000;

const dimensions = { Service: 'Fargate', Type: 'Resource', Resource: 'vCPU', Class: 'Standard/OnDemand' };

const queries: readonly MetricDataQuery[] = [
  {
    Id: 'used',
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: 60,
      Stat: 'Average',
    },
  },
  { Id: 'allowed', Expression: 'SERVICE_QUOTA(used)' },
];

/** CloudWatch knows the quota beside the use, so that one question and one permission answer both. */
export class CloudWatchTaskQuota implements TaskQuota {
  readonly #client: CloudWatchClient;
  readonly #now: () => Date;

  constructor(client: CloudWatchClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  async vcpus(): Promise<Vcpus | undefined> {
    const EndTime = this.#now();
    const StartTime = new Date(EndTime.getTime() - newestWithinMs);
    const { MetricDataResults = [] } = await this.#client.send(
      new GetMetricDataCommand({ MetricDataQueries: [...queries], StartTime, EndTime, ScanBy: 'TimestampDescending' }),
    );
    const newest = (id: string) => MetricDataResults.find(({ Id }) => Id === id)?.Values?.[0];
    const [used, allowed] = [newest('used'), newest('allowed')];
    return used === undefined || allowed === undefined ? undefined : { used, allowed };
  }
}
