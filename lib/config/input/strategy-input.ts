import type { OnInconclusive } from '#domain/strategy/strategy.ts';
import type { StrategyPreset } from '#wire/strategy-presets.ts';
import type { Duration } from '#config/schema/duration.ts';

/**
 * How traffic moves, and how a version is judged meanwhile. What an environment says of it goes before what the service
 * says, field by field; a deployment may say the same once more, for itself.
 */
export interface StrategyInput {
  /**
   * The preset whose steps it takes, and its limits where none are said.
   * @default the environment's: development all-at-once, staging canary-short, production canary-gradual
   */
  preset?: StrategyPreset | undefined;
  /**
   * Steps of your own in place of a preset's: 1 to 20 with growing weights; the last is 100. All bakes together take at
   * most 36 h.
   * @default the preset's
   */
  steps?: StrategyStepInput[] | undefined;
  /**
   * Limits that the new version must keep, however badly the old one does.
   * @default the preset's; with steps of your own none: the new version is only compared with the old one
   */
  limits?: StrategyLimitsInput | undefined;
  /** How much worse than the old version is still as good. */
  margins?: MarginsInput | undefined;
  /**
   * An answer that takes longer than so many milliseconds is a slow one, and the share of those is compared.
   * @default 500
   */
  slowMilliseconds?: number | undefined;
  /**
   * The chance that a version as good as the old one is ever rolled back, above 0 and below 1.
   * @default 0.01
   */
  falseRollbackBudget?: number | undefined;
  /**
   * Minutes that may be added, in all, where the data does not decide: 0 to 480.
   * @default 30; from three hours of bakes on 60
   */
  maxExtensionMinutes?: number | undefined;
  /**
   * What happens when those are used up: `hold` asks a person, `roll back`, or `go on`.
   * @default 'hold'
   */
  onInconclusive?: OnInconclusive | undefined;
  /**
   * How many requests the new version may get before it has proven itself. More of them, and within minutes it is held or
   * goes back, as `onInconclusive` says.
   * @default as many as come
   */
  exposedRequests?: number | undefined;
  /**
   * The same as a share of all requests of the day before, above 0 and below 1. The smaller of the two counts.
   * @default as many as come
   */
  exposedDayShare?: number | undefined;
  /**
   * Percent of the traffic that the old version keeps until the verdict, 1 to 50: the last bake is spent there, where both
   * can be compared, and what is left moves after it.
   * @default none: the last bake is spent at 100 %, with nothing left to compare with
   */
  controlShare?: number | undefined;
  /**
   * Metrics of your own that are judged too, at most 20.
   * @default none
   */
  metrics?: OwnMetricInput[] | undefined;
}

/** One weight and the time spent at it. */
export interface StrategyStepInput {
  /** Percent of the traffic on the new version: a whole number from 1 to 100. */
  weight: number;
  /**
   * How long, in seconds or as text: `'30 s'`, `'5 min'`, `'24 h'`. In the last step it is the time that the old
   * version stays ready after all traffic has left it.
   * @default '5 min'
   */
  bake?: Duration | undefined;
}

/** Absolute limits for the new version. */
export interface StrategyLimitsInput {
  /**
   * Share of requests that may fail, 0 to 1: 0.001 is one in a thousand.
   * @default no limit
   */
  errorRate?: number | undefined;
  /**
   * The slowest of a hundred requests, in milliseconds.
   * @default no limit
   */
  p99Milliseconds?: number | undefined;
}

/** How much worse than the old version is still as good, for each thing that is compared. */
export interface MarginsInput {
  /** Failed requests. @default a quarter more, or 0.03 points */
  errors?: RateMarginInput | undefined;
  /** Slow requests. @default a fifth more, or half a point */
  slow?: RateMarginInput | undefined;
  /** The median: how many times as long. @default 1.1 */
  p50?: number | undefined;
  /** @default 1.1 */
  p90?: number | undefined;
  /** @default 1.15 */
  p99?: number | undefined;
}

/** The larger of the two counts. */
export interface RateMarginInput {
  /** How many times as often, 1 or more. @default 1.25 for errors, 1.2 for slow requests */
  ratio?: number | undefined;
  /** So much more of all requests, 0 to 1. @default 0.0003 for errors, 0.005 for slow requests */
  absolute?: number | undefined;
}

/** A metric in CloudWatch, read for each slot every minute. */
export interface OwnMetricInput {
  /** What the verdict calls it: letters, digits and `_`, a small letter first. */
  name: string;
  namespace: string;
  metric: string;
  /** `Average`, `Sum`, `p99` and so on. */
  statistic: string;
  /** In a value `{slot}` stands for blue or green, `{cluster}`, `{ecsService}` and `{targetGroup}` for the slot's own. */
  dimensions: Record<string, string>;
  /** Which way is worse. */
  worse: 'higher' | 'lower';
  /** The value that must not be passed. @default none: it is compared with the old version */
  limit?: number | undefined;
  /** How many times the old version's value is still as good, 1 or more. @default 1.2, where there is no limit */
  margin?: number | undefined;
  /** Whether it decides. One that does not is told of in the verdict. @default true */
  critical?: boolean | undefined;
}
