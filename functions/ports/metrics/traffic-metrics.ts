import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';

export interface TrafficWindow {
  readonly target: ServiceTarget;
  /** The start of a whole minute. */
  readonly from: Date;
  readonly until: Date;
  /** A response that takes longer is a slow one. */
  readonly slowSeconds: number;
}

/** What both slots served, minute by minute: requests, errors and latency. */
export interface TrafficMetrics {
  /** The oldest first. A minute without a single data point is not among them; the newest may not be complete. */
  minutes(window: TrafficWindow): Promise<readonly MeasuredMinute[]>;
}
