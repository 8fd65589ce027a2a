import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { TrafficWindow } from './traffic-metrics.ts';

export interface Measuring extends TrafficWindow {
  readonly ownMetrics: readonly OwnMetric[];
}

/** What both slots served and what the user's own metrics said, minute by minute. */
export interface MetricSource {
  /** The oldest first. A minute without a single data point is not among them; the newest may not be complete. */
  minutes(what: Measuring): Promise<readonly MeasuredMinute[]>;
}
