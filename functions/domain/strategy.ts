import type { ShiftStep } from './shift-schedule.ts';

/** Absolute limits for the new version while it takes traffic, beside the comparison with the old one. */
export interface StrategyLimits {
  /** Share of requests that may fail, 0 to 1. */
  readonly errorRate?: number;
  readonly p99Milliseconds?: number;
}

/** A CloudWatch metric of the user's own, read for each slot. */
export interface OwnMetric {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  /** In a value `{slot}` stands for blue or green, `{ecsService}` and `{targetGroup}` for the slot's own. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly worse: 'higher' | 'lower';
  /** The value that must not be passed, or how many times the live slot's value is still as good. One of the two. */
  readonly limit?: number;
  readonly margin?: number;
}

/** How a version is judged while it takes traffic. */
export interface Judging {
  readonly limits?: StrategyLimits;
  /** An answer that takes longer is a slow one. */
  readonly slowMilliseconds?: number;
  /** The chance of ever rolling back a version that is as good as the old one. */
  readonly falseRollbackBudget?: number;
  /** Minutes that may be added, in all, where the data does not decide. */
  readonly maxExtensionMinutes?: number;
  /** What happens when those are used up: never a silent promotion. */
  readonly onInconclusive?: OnInconclusive;
  /** Requests that a version may get before it has proven itself. */
  readonly exposedRequests?: number;
  readonly metrics?: readonly OwnMetric[];
}

export const onInconclusives = ['hold', 'roll back', 'go on'] as const;
export type OnInconclusive = (typeof onInconclusives)[number];

/** How traffic moves to a new version. The last step is 100 %; its bake is the time the old version stays ready after it. */
export interface Strategy extends Judging {
  readonly name: string;
  readonly steps: readonly ShiftStep[];
}

export function judgingOf({ name, steps, ...judging }: Strategy): Judging {
  return judging;
}

/** What a request does not say, the service's own strategy does: whom an unclear verdict asks is the environment's matter. */
export const withDefaultsOf = (asked: Strategy, { onInconclusive, slowMilliseconds }: Judging): Strategy => ({
  ...(onInconclusive && { onInconclusive }),
  ...(slowMilliseconds && { slowMilliseconds }),
  ...asked,
});
