import type { OwnMetric } from './own-metric.ts';
/** One weight of a shift and the time spent at it. */
export interface ShiftStep {
  readonly weight: number;
  readonly bakeSeconds: number;
}

/** Absolute limits for the new version while it takes traffic, beside the comparison with the old one. */
export interface StrategyLimits {
  /** Share of requests that may fail, 0 to 1. */
  readonly errorRate?: number;
  readonly p99Milliseconds?: number;
}

/** How much worse than the old version is still as good. */
export interface Margins {
  readonly errors?: RateMargin;
  readonly slow?: RateMargin;
  /** How many times as long. */
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

/** The larger of the two counts. */
export interface RateMargin {
  /** How many times as often. */
  readonly ratio?: number;
  /** So much more of all requests, 0 to 1. */
  readonly absolute?: number;
}

/** How a version is judged while it takes traffic. */
export interface Judging {
  readonly limits?: StrategyLimits;
  readonly margins?: Margins;
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
  /** The same as a share of the requests of a day, 0 to 1; admission reckons with the day before. */
  readonly exposedDayShare?: number;
  /** Percent of the traffic that the old version keeps until the verdict. */
  readonly controlShare?: number;
  readonly metrics?: readonly OwnMetric[];
}

export const onInconclusives = ['hold', 'roll back', 'go on'] as const;
export type OnInconclusive = (typeof onInconclusives)[number];

/** The strategy does not say what to do: a person is asked. */
export const inconclusivePolicy = ({ onInconclusive = 'hold' }: Judging): OnInconclusive => onInconclusive;

/** How traffic moves to a new version. The last step is 100 %; its bake is the time the old version stays ready after it. */
export interface Strategy extends Judging {
  readonly name: string;
  readonly steps: readonly ShiftStep[];
}

/** The part of a strategy that a request names. The rest stays as configured. */
export type StrategyWish = Partial<Strategy>;

export function judgingOf({ name, steps, ...judging }: StrategyWish): Judging {
  return judging;
}

/** A strategy with the changes that a request names. Everything else, single limits and metrics included, stays as configured. */
export function withWish(strategy: Strategy, wish: StrategyWish): Strategy {
  const name = wish.name ?? (wish.steps === undefined ? strategy.name : 'custom');
  return { ...overlaid(strategy, wish), name, steps: wish.steps ?? strategy.steps };
}

/** Two wishes of which the second goes before the first. */
export function overlaid(below: StrategyWish, above: StrategyWish): StrategyWish {
  const limits = { ...below.limits, ...above.limits };
  const margins = overlaidMargins(below.margins, above.margins);
  const metrics = overlaidMetrics(below.metrics, above.metrics);
  return {
    ...below,
    ...above,
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(Object.keys(margins).length > 0 && { margins }),
    ...(metrics.length > 0 && { metrics }),
  };
}

function overlaidMargins(below: Margins = {}, above: Margins = {}): Margins {
  const errors = { ...below.errors, ...above.errors };
  const slow = { ...below.slow, ...above.slow };
  return {
    ...below,
    ...above,
    ...(Object.keys(errors).length > 0 && { errors }),
    ...(Object.keys(slow).length > 0 && { slow }),
  };
}

/** A metric of the same name is replaced where it stands. */
const overlaidMetrics = (below: readonly OwnMetric[] = [], above: readonly OwnMetric[] = []): readonly OwnMetric[] => [
  ...new Map([...below, ...above].map((metric) => [metric.name, metric])).values(),
];
