import type { Duration } from './duration.ts';

/** A strategy of your own. */
export interface StrategyInput {
  /** 1 to 20 steps with growing weights; the last is 100. All bakes together take at most 36 h. */
  steps: StrategyStepInput[];
  /**
   * Limits that the new version must keep, however badly the old one does.
   * @default none: the new version is only compared with the old one
   */
  limits?: StrategyLimitsInput | undefined;
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
