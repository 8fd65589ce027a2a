import { type CountPolicy, type CountStream, foldCounts, PRIOR, SIZES, startCounts } from './count-stream.ts';
import { overdispersionOf, learnDispersion } from './dispersion.ts';
import { type CountMargin, tilt } from './margins.ts';
import { isConcurrent, type Minute, readingOf, type SlotMinute } from './minute.ts';
import { evidenceOf, foldMinute } from './mixture.ts';
import {
  foldDifference,
  isPercentile,
  type PercentileStream,
  scatterOf,
  startPercentile,
} from './percentile-stream.ts';

/**
 * What users can have judged in addition to the five comparisons. `of` is a count (`errors`, `slow`), a percentile in
 * seconds (`p50`, `p90`, `p99`) or a metric that the user added.
 */
export type Check = Question & {
  /** If false, the check decides nothing; the verdict only reports it. */
  readonly critical?: boolean;
};

type Question =
  /** The share of requests that hit stays within `max`. */
  | { readonly kind: 'rate-limit'; readonly of: string; readonly max: number }
  /** The value stays within `max`. */
  | { readonly kind: 'value-limit'; readonly of: string; readonly max: number }
  /** Hits per request are not worse than the live slot's. */
  | { readonly kind: 'compared-rate'; readonly of: string; readonly margin: CountMargin }
  /** The value is at most `margin` times the live slot's. */
  | { readonly kind: 'compared-value'; readonly of: string; readonly margin: number };

interface Level {
  readonly total: number;
  readonly per: number;
}

export interface CheckState {
  readonly counts: CountStream;
  readonly values: PercentileStream;
  readonly measuredMinutes: number;
  /** Of this step: minutes with traffic that could be compared, and minutes in which the live slot's value was zero. */
  readonly inStep: { readonly comparable: number; readonly incomparable: number };
  /** The live slot's values so far: hits and requests, or values and minutes. */
  readonly live: Level;
  /** The live slot exceeds the same limit. Until it recovers, the canary only has to be no worse than the live slot. */
  readonly suspended: boolean;
}

/** How much an unknown metric is assumed to differ between slots before there is data. */
const METRIC_DRIFT = 0.2;
const COUNT_DRIFT = 0.3;
/**
 * A limit needs fewer requests than a comparison: with few requests a high percentile is underestimated, not
 * overestimated.
 */
const FEWEST_REQUESTS = 20;

const NO_LEVEL: Level = { total: 0, per: 0 };
const NOTHING_COMPARED = { comparable: 0, incomparable: 0 };
/**
 * Limits the influence of one extreme reading on the average: with a second reading of half the limit it is no breach.
 */
const MOST_TIMES_THE_LIMIT = 2;

/** @param before what the live slot served before the shift: a limit that it broke already is not the canary's fault */
export const startCheck = (check: Check, before: readonly SlotMinute[] = []): CheckState => ({
  counts: startCounts({ drift: COUNT_DRIFT }),
  values: startPercentile({ drift: METRIC_DRIFT }),
  measuredMinutes: 0,
  inStep: NOTHING_COMPARED,
  live: levelOf(check, before),
  suspended: false,
});

export const checkEvidence = (check: Check, { counts, values }: CheckState): number =>
  evidenceOf(isRate(check) ? counts.mixture : values.mixture);

export const nameOf = ({ kind, of }: Check): string => (isLimit(kind) ? `${of} limit` : of);

export const isCritical = ({ critical = true }: Check): boolean => critical;

const isRate = ({ kind }: Check): boolean => kind === 'rate-limit' || kind === 'compared-rate';
const isLimit = (kind: Check['kind']): boolean => kind === 'rate-limit' || kind === 'value-limit';

export interface FoldingCheck {
  /** The last minutes in which both slots had traffic, this one included. */
  readonly lastConcurrent: readonly Minute[];
  readonly startsStep: boolean;
  readonly cap: number;
  readonly stake: number;
}

export function foldCheck(before: CheckState, check: Check, minute: Minute, around: FoldingCheck): CheckState {
  const { lastConcurrent, cap, stake } = around;
  const state = { ...before, inStep: compared(around.startsStep ? NOTHING_COMPARED : before.inStep, check, minute) };
  if (!isMeasured(check, minute)) return state;
  const live = add(state.live, levelOf(check, [minute.live]));
  const suspended =
    isLimit(check.kind) &&
    liveBreaks(
      check,
      live,
      levelOf(
        check,
        lastConcurrent.map(({ live: there }) => there),
      ),
    );
  const measured = { ...state, live, suspended, measuredMinutes: state.measuredMinutes + 1 };
  if (suspended) return measured;
  const { canary } = minute;
  switch (check.kind) {
    case 'rate-limit':
      return { ...measured, counts: foldRateLimit(state.counts, check, minute, cap, stake) };
    case 'compared-rate':
      return { ...measured, counts: foldCounts(state.counts, comparedRate(check, cap), canary, minute.live, stake) };
    case 'value-limit':
      return { ...measured, values: foldAgainst(state.values, check.of, canary, check.max, { margin: 1, cap }, stake) };
    case 'compared-value': {
      const theirs = readingOf(minute.live, check.of) ?? 0;
      return { ...measured, values: foldAgainst(state.values, check.of, canary, theirs, { ...check, cap }, stake) };
    }
  }
}

function isMeasured(check: Check, minute: Minute): boolean {
  if (minute.canary.requests === 0 || readingOf(minute.canary, check.of) === undefined) return false;
  if (isPercentile(check.of) && minute.canary.requests < FEWEST_REQUESTS) return false;
  return isLimit(check.kind) || (isConcurrent(minute) && isComparable(check, minute));
}

/** Whether there is enough data: some measured minutes, and in this step at least half of them comparable. */
export const isKnown = ({ measuredMinutes, inStep }: CheckState): boolean =>
  measuredMinutes > 0 && inStep.comparable >= inStep.incomparable;

function compared({ comparable, incomparable }: CheckState['inStep'], check: Check, minute: Minute) {
  if (isMeasured(check, minute)) return { comparable: comparable + 1, incomparable };
  const isThere = readingOf(minute.canary, check.of) !== undefined && readingOf(minute.live, check.of) !== undefined;
  return { comparable, incomparable: incomparable + (isThere && isConcurrent(minute) ? 1 : 0) };
}

/** A ratio to zero is undefined. */
function isComparable({ kind, of }: Check, { canary, live }: Minute): boolean {
  const theirs = readingOf(live, of);
  if (theirs === undefined) return false;
  return kind !== 'compared-value' || theirs > 0 || (readingOf(canary, of) ?? 0) <= 0;
}

/** The last five minutes detect a recent problem. With little traffic, only the whole period is reliable. */
const liveBreaks = (check: Check, ...levels: readonly Level[]): boolean =>
  'max' in check && levels.some(({ total, per }) => per > 0 && total / per > check.max);

const levelOf = (check: Check, slots: readonly SlotMinute[]): Level =>
  slots.reduce((level: Level, slot) => {
    const reading = slot.requests === 0 ? undefined : readingOf(slot, check.of);
    if (reading === undefined) return level;
    if (isRate(check)) return add(level, { total: reading, per: slot.requests });
    const most = check.kind === 'value-limit' ? MOST_TIMES_THE_LIMIT * check.max : Infinity;
    return add(level, { total: Math.min(reading, most), per: 1 });
  }, NO_LEVEL);

const add = (a: Level, b: Level): Level => ({ total: a.total + b.total, per: a.per + b.per });

/**
 * Each bet assumes that the odds of a hit are a certain number of times as high as at the limit. Binomial likelihood,
 * divided by the overdispersion.
 */
function foldRateLimit(
  stream: CountStream,
  { of, max }: { readonly of: string; readonly max: number },
  { canary, live }: Minute,
  cap: number,
  stake: number,
): CountStream {
  const hits = Math.min(readingOf(canary, of) ?? 0, canary.requests);
  const overdispersion = overdispersionOf(stream.dispersion);
  const ratios = SIZES.map((size) => {
    const worse = tilt(max, size);
    const misses = canary.requests - hits;
    return (hits * Math.log(worse / max) + misses * Math.log((1 - worse) / (1 - max))) / overdispersion;
  });
  return {
    ...stream,
    mixture: foldMinute(stream.mixture, PRIOR, ratios, cap, stake),
    dispersion: learnDispersion(
      stream.dispersion,
      { requests: canary.requests, errors: hits },
      { requests: live.requests, errors: readingOf(live, of) ?? 0 },
    ),
    observed: stream.observed + hits,
    expected: stream.expected + canary.requests * max,
  };
}

const comparedRate = (check: { readonly of: string; readonly margin: CountMargin }, cap: number): CountPolicy => ({
  count: check.of,
  margin: check.margin,
  prior: { rate: 0.001, requests: 500 },
  drift: COUNT_DRIFT,
  overdispersed: true,
  cap,
});

/** Larger ratios add no information. */
const LARGEST_RATIO = Math.log(1000);

/** The log ratio of two values that may be zero. Two zeros are equal. */
function logRatio(value: number, reference: number): number {
  if (value <= 0 && reference <= 0) return 0;
  return Math.max(-LARGEST_RATIO, Math.min(LARGEST_RATIO, Math.log(value / reference)));
}

function foldAgainst(
  stream: PercentileStream,
  of: string,
  canary: SlotMinute,
  reference: number,
  policy: { readonly margin: number; readonly cap: number },
  stake: number,
): PercentileStream {
  const value = readingOf(canary, of) ?? 0;
  const v = isPercentile(of) ? scatterOf(of, canary) / canary.requests : 0;
  if (Number.isNaN(v)) return stream;
  return foldDifference(stream, policy, { d: logRatio(value, reference), v }, stake);
}
