/** The part of a metric of the user's own that the judge reads, wherever the values come from. */
interface Judged {
  readonly name: string;
  readonly worse: 'higher' | 'lower';
  /** The value that must not be passed, or how many times the live slot's value is still as good. One of the two. */
  readonly limit?: number;
  readonly margin?: number;
  /** One that is not is told of, and decides nothing. */
  readonly critical?: boolean;
}

export interface CloudWatchMetric extends Judged {
  readonly source?: 'cloudwatch';
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  /** In a value `{slot}` stands for blue or green, `{cluster}`, `{ecsService}` and `{targetGroup}` for the slot's own. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric of the user's own, read for each slot. Another provider of metrics adds its kind here. */
export type OwnMetric = CloudWatchMetric;

export type MetricSourceName = NonNullable<OwnMetric['source']>;
export type MetricFrom<Source extends MetricSourceName> = Extract<OwnMetric, { readonly source?: Source }>;

/** A metric that names no source is one of CloudWatch. */
const sourceOf = ({ source = 'cloudwatch' }: OwnMetric): string => source;

export const metricsFrom = <Source extends MetricSourceName>(
  source: Source,
  metrics: readonly OwnMetric[],
): readonly MetricFrom<Source>[] => metrics.filter((own): own is MetricFrom<Source> => sourceOf(own) === source);
