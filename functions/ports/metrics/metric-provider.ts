import type { MetricValue } from '#domain/canary/join-metrics.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { MetricFrom, MetricSourceName } from '#domain/strategy/own-metric.ts';

export interface MetricWindow<Source extends MetricSourceName> {
  readonly target: ServiceTarget;
  /** The start of a whole minute. */
  readonly from: Date;
  readonly until: Date;
  readonly metrics: readonly MetricFrom<Source>[];
}

/** A system that measures the user's own metrics. */
export interface MetricProvider<Source extends MetricSourceName> {
  /** The values of each whole minute and slot. A metric without a data point has no value: nothing stands in for it. */
  values(window: MetricWindow<Source>): Promise<readonly MetricValue[]>;
}

/** One for each source that a metric may name. */
export type MetricProviders = { readonly [Source in MetricSourceName]: MetricProvider<Source> };
