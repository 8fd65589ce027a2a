import {
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';

/** Values by the time of their minute, in milliseconds since 1970. */
export type Series = ReadonlyMap<number, number>;

interface Window {
  readonly from: Date;
  readonly until: Date;
}

/** Reads all queries at once, each by its id. CloudWatch charges by metric, so one call for many costs no more. */
export async function readCloudWatch(
  client: CloudWatchClient,
  MetricDataQueries: MetricDataQuery[],
  { from, until }: Window,
): Promise<ReadonlyMap<string, Series>> {
  const series = new Map<string, Map<number, number>>();
  const pages = paginateGetMetricData(
    { client },
    { MetricDataQueries, StartTime: from, EndTime: until, ScanBy: 'TimestampAscending' },
  );
  for await (const { MetricDataResults = [] } of pages) {
    for (const result of MetricDataResults) addTo(series, result);
  }
  return series;
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
