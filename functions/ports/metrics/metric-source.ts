import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import type { OwnMetric } from '#domain/strategy/strategy.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';

export interface Measuring {
  readonly target: ServiceTarget;
  /** The start of a whole minute. */
  readonly from: Date;
  readonly until: Date;
  /** An answer that takes longer is a slow one. */
  readonly slowSeconds: number;
  readonly ownMetrics: readonly OwnMetric[];
}

/** What both slots served, minute by minute. */
export interface MetricSource {
  /** The oldest first. A minute without a single data point is not among them; the newest may not be complete. */
  minutes(what: Measuring): Promise<readonly MeasuredMinute[]>;
}
