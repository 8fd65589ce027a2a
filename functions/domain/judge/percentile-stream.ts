import { type Drift, driftVariance, learnDrift, priorDrift } from './drift.ts';
import type { SlotMinute } from './minute.ts';
import { evidenceOf, foldMinute, type Mixture, unstaked } from './mixture.ts';

export type Percentile = 'p50' | 'p90' | 'p99';

/** One latency percentile, compared minute by minute as a log ratio. */
export interface PercentileStream {
  readonly mixture: Mixture;
  readonly drift: Drift;
  /** Sums of logs and their number, for the words: the typical ratio canary : live. */
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
/** Below these a percentile is the slowest request or two, not a percentile. */
const FEWEST_REQUESTS = { p50: 20, p90: 40, p99: 100 } as const;

export const startPercentile = ({ drift }: PercentilePolicy): PercentileStream => ({
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
  const variance = now.v + driftVariance(stream.drift);
  const excess = now.d - Math.log(policy.margin);
  const ratios = SIZES.map((size) => {
    const shift = Math.log(size);
    return (shift * excess - shift ** 2 / 2) / variance;
  });
  return {
    mixture: foldMinute(stream.mixture, PRIOR, ratios, policy.cap, stake),
    drift: learnDrift(stream.drift, now, NOISIEST),
    logRatioSum: stream.logRatioSum + now.d,
    minutes: stream.minutes + 1,
  };
}

function comparison(percentile: Percentile, canary: SlotMinute, live: SlotMinute) {
  if (Math.min(canary.requests, live.requests) < FEWEST_REQUESTS[percentile]) return undefined;
  const mine = canary[percentile];
  const theirs = live[percentile];
  const spread = spreadAround(percentile, live);
  if (!mine || !theirs || spread === undefined) return undefined;
  return { d: Math.log(mine / theirs), v: spread ** 2 * (1 / canary.requests + 1 / live.requests) };
}

/**
 * How far a percentile of n requests scatters, times sqrt(n): sqrt(q(1-q)) over the density there, taken from a
 * lognormal law fitted to the live slot's neighboring percentiles. 1.2816 and 2.3263 (their difference is 1.045) are
 * the normal law's 90 % and 99 % points; 3.73, 1.71 and 1.2533 are its sqrt(q(1-q))/density at 99, 90 and 50 %.
 */
export function spreadAround(percentile: Percentile, { p50, p90, p99 }: SlotMinute): number | undefined {
  if (!p50 || !p90 || !p99) return undefined;
  const high = Math.max(0.1, Math.log(p99 / p90) / 1.045);
  const low = Math.max(0.1, Math.log(p90 / p50) / 1.2816);
  switch (percentile) {
    case 'p99':
      return 3.73 * high;
    case 'p90':
      return (1.71 * (low + high)) / 2;
    case 'p50':
      return 1.2533 * low;
  }
}
