import type { OnInconclusive } from '#domain/strategy/strategy.ts';
import type { StrategyPreset } from '#wire/strategy-presets.ts';
import type { Duration } from '#config/schema/duration.ts';

/**
 * How traffic moves to a new version, and how the judge compares it with the old one. Values of the environment take
 * precedence over values of the service, field by field. A deployment request may override both.
 */
export interface StrategyInput {
  /**
   * The preset that supplies the steps, and the limits if `limits` is not set.
   * @default the environment's: development all-at-once, staging canary-short, production canary-gradual
   */
  preset?: StrategyPreset | undefined;
  /**
   * Your own steps instead of a preset's: 1 to 20 steps with increasing weights, the last of which is 100. All bakes
   * together take at most 36 h.
   * @default the steps of the preset
   */
  steps?: StrategyStepInput[] | undefined;
  /**
   * Absolute limits for the new version, regardless of how the old version performs.
   * @default the limits of the preset; with your own steps none: the new version is only compared with the old one
   */
  limits?: StrategyLimitsInput | undefined;
  /** How much worse than the old version the new version may be and still pass. */
  margins?: MarginsInput | undefined;
  /**
   * A response that takes longer than this many milliseconds is slow. The judge compares the shares of slow responses.
   * @default 500
   */
  slowMilliseconds?: number | undefined;
  /**
   * The probability that a version as good as the old one is rolled back during the whole shift, above 0 and below 1.
   * @default 0.01
   */
  falseRollbackBudget?: number | undefined;
  /**
   * By how many minutes in total bakes may be extended if the data does not allow a decision, 0 to 480.
   * @default 30; 60 if the bakes add up to three hours or more
   */
  maxExtensionMinutes?: number | undefined;
  /**
   * What happens when the extension minutes are used up: `hold` asks a person, `roll back` returns the traffic, `go on`
   * continues.
   * @default 'hold'
   */
  onInconclusive?: OnInconclusive | undefined;
  /**
   * How many requests the new version may serve before it has passed. Above this number it is held or rolled back
   * within minutes, as `onInconclusive` specifies.
   * @default no limit
   */
  exposedRequests?: number | undefined;
  /**
   * The same limit as a share of all requests of the previous day, above 0 and below 1. If both are set, the smaller
   * one applies.
   * @default no limit
   */
  exposedDayShare?: number | undefined;
  /**
   * The percentage of traffic that the old version keeps until the verdict, 1 to 50. The last bake then runs at this
   * split, where the judge can still compare both versions, and the remaining traffic moves after it.
   * @default none: the last bake runs at 100 %, without a comparison
   */
  controlShare?: number | undefined;
  /**
   * Your own metrics that the judge considers in addition, at most 20.
   * @default none
   */
  metrics?: OwnMetricInput[] | undefined;
}

/** A weight and the time that the shift stays at it. */
export interface StrategyStepInput {
  /** The percentage of traffic on the new version, a whole number from 1 to 100. */
  weight: number;
  /**
   * How long the shift stays at this weight, in seconds or as text: `'30 s'`, `'5 min'`, `'24 h'`. In the last step,
   * how long the old version stays ready after all traffic has left it.
   * @default '5 min'
   */
  bake?: Duration | undefined;
}

/** Absolute limits for the new version. */
export interface StrategyLimitsInput {
  /**
   * The maximum share of failed requests, 0 to 1: 0.001 is one in a thousand.
   * @default no limit
   */
  errorRate?: number | undefined;
  /**
   * The maximum 99th percentile of the response time, in milliseconds.
   * @default no limit
   */
  p99Milliseconds?: number | undefined;
}

/** How much worse than the old version the new version may be and still pass, for each compared metric. */
export interface MarginsInput {
  /** The share of failed requests. @default 25 % more, or 0.03 percentage points more */
  errors?: RateMarginInput | undefined;
  /** The share of slow requests. @default 20 % more, or 0.5 percentage points more */
  slow?: RateMarginInput | undefined;
  /** The largest acceptable ratio of the median response times. @default 1.1 */
  p50?: number | undefined;
  /** The same for the 90th percentile. @default 1.1 */
  p90?: number | undefined;
  /** The same for the 99th percentile. @default 1.15 */
  p99?: number | undefined;
}

/** A relative and an absolute margin. The larger one applies. */
export interface RateMarginInput {
  /** The largest acceptable ratio, 1 or more. @default 1.25 for errors, 1.2 for slow requests */
  ratio?: number | undefined;
  /**
   * The largest acceptable increase as a share of all requests, 0 to 1. @default 0.0003 for errors, 0.005 for slow
   * requests
   */
  absolute?: number | undefined;
}

/** A CloudWatch metric that is read for each slot every minute. */
export interface OwnMetricInput {
  /** The name of the metric in verdicts: letters, digits and `_`, beginning with a lower-case letter. */
  name: string;
  /** The system that measures the metric. @default 'cloudwatch' */
  source?: 'cloudwatch' | undefined;
  /** The namespace of the metric in CloudWatch, such as `AWS/ECS`. */
  namespace: string;
  /** The name of the metric in CloudWatch, such as `CPUUtilization`. */
  metric: string;
  /** A CloudWatch statistic, such as `Average`, `Sum` or `p99`. */
  statistic: string;
  /**
   * The dimensions of the metric. In values, `{slot}` is replaced by blue or green, and `{cluster}`, `{ecsService}` and
   * `{targetGroup}` by those of the slot.
   */
  dimensions: Record<string, string>;
  /** The direction in which the metric gets worse. */
  worse: 'higher' | 'lower';
  /**
   * The value that the metric must not exceed, or not fall below. @default none: it is compared with the old version
   */
  limit?: number | undefined;
  /** The largest acceptable ratio to the old version's value, 1 or more. @default 1.2 if there is no limit */
  margin?: number | undefined;
  /** Whether the metric can decide the verdict. If false, the verdict only reports it. @default true */
  critical?: boolean | undefined;
}
