import { type Difference, type Drift, driftVariance, learnDrift, priorDrift } from './drift.ts';
import type { SlotMinute } from './minute.ts';
import { evidenceOf, foldMinute, type Mixture, unstaked } from './mixture.ts';

export type Percentile = 'p50' | 'p90' | 'p99';

/** One latency percentile, compared minute by minute as a log ratio. */
export interface PercentileStream {
  readonly mixture: Mixture;
  readonly drift: Drift;
  /** The sum and number of log ratios, for the explanation: the typical ratio canary : live. */
  readonly logRatioSum: number;
  readonly minutes: number;
}

export interface PercentilePolicy {
  readonly percentile: Percentile;
  /** The ratio up to which the canary is not slower. */
  readonly margin: number;
  readonly drift: number;
  readonly cap: number;
}

const SIZES = [1.12, 1.25, 1.5, 2, 4, 10] as const;
const PRIOR = [0.2, 0.25, 0.2, 0.15, 0.1, 0.1] as const;
const NOISIEST = 0.04;
/** With fewer requests, a percentile only reflects the one or two slowest requests. */
const FEWEST_REQUESTS = { p50: 20, p90: 40, p99: 100 } as const;

export const startPercentile = ({ drift }: Pick<PercentilePolicy, 'drift'>): PercentileStream => ({
  mixture: unstaked(PRIOR),
  drift: priorDrift(drift),
  logRatioSum: 0,
  minutes: 0,
});

export const percentileEvidence = ({ mixture }: PercentileStream): number => evidenceOf(mixture);

export function foldPercentile(
  stream: PercentileStream,
  policy: PercentilePolicy,
  canary: SlotMinute,
  live: SlotMinute,
  stake: number,
): PercentileStream {
  const now = comparison(policy.percentile, canary, live);
  if (now === undefined) return stream;
  return foldDifference(stream, policy, now, stake);
}

/**
 * Any log ratio with a known variance: a percentile compared with the live slot's, or a value compared with its limit.
 */
export function foldDifference(
  stream: PercentileStream,
  { margin, cap }: Pick<PercentilePolicy, 'margin' | 'cap'>,
  now: Difference,
  stake: number,
): PercentileStream {
  const variance = now.v + driftVariance(stream.drift);
  const excess = now.d - Math.log(margin);
  const ratios = SIZES.map((size) => {
    const shift = Math.log(size);
    return (shift * excess - shift ** 2 / 2) / variance;
  });
  return {
    mixture: foldMinute(stream.mixture, PRIOR, ratios, cap, stake),
    drift: learnDrift(stream.drift, now, NOISIEST),
    logRatioSum: stream.logRatioSum + now.d,
    minutes: stream.minutes + 1,
  };
}

function comparison(percentile: Percentile, canary: SlotMinute, live: SlotMinute) {
  if (Math.min(canary.requests, live.requests) < FEWEST_REQUESTS[percentile]) return undefined;
  const mine = canary[percentile];
  const theirs = live[percentile];
  const scatter = scatterOf(percentile, live);
  if (!mine || !theirs || Number.isNaN(scatter)) return undefined;
  return { d: Math.log(mine / theirs), v: scatter * (1 / canary.requests + 1 / live.requests) };
}

export const isPercentile = (name: string): name is Percentile => name === 'p50' || name === 'p90' || name === 'p99';

/**
 * The variance of a log percentile of n requests, times n: q(1-q) over the squared density there, taken from a
 * lognormal law fitted to the neighboring percentiles. 1.2816 is the normal law's 90 % point, 1.045 the distance from
 * there to its 99 % point; 3.73, 1.71 and 1.2533 are its sqrt(q(1-q))/density at 99, 90 and 50 %.
 */
export function scatterOf(percentile: Percentile, { p50, p90, p99 }: SlotMinute): number {
  if (!p50 || !p90 || !p99) return Number.NaN;
  const high = Math.max(0.1, Math.log(p99 / p90) / 1.045);
  const low = Math.max(0.1, Math.log(p90 / p50) / 1.2816);
  switch (percentile) {
    case 'p99':
      return (3.73 * high) ** 2;
    case 'p90':
      return ((1.71 * (low + high)) / 2) ** 2;
    case 'p50':
      return (1.2533 * low) ** 2;
  }
}
