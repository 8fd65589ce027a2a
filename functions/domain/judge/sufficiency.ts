import { rateOf, type RatePrior, type Served } from './margins.ts';
import type { Chain, Minute } from './minute.ts';

/** Whether the data would have shown a relevant regression. Too little data never passes. */
export interface Sufficiency {
  /** Log likelihood ratio of "as good as the live slot" against "worse by the tolerated excess"; grows with data. */
  readonly errors: number;
  readonly slow: number;
  /** The value that both must reach. */
  readonly need: number;
  /** The excess, as a rate, that is acceptable at the next weight. */
  readonly excess: { readonly errors: number; readonly slow: number };
}

export const isEnough = ({ errors, slow, need }: Sufficiency): boolean => errors >= need && slow >= need;

/** The available part of the needed data, from 0 to 1. */
export const shareThere = ({ errors, slow, need }: Sufficiency): number =>
  Math.max(0, Math.min(1, errors / need, slow / need));

/**
 * The tolerated damage is that of the service, not of the canary: if the next weight is 10 %, the canary may be ten
 * times as bad as at 100 %. A slow response does less damage than an error.
 */
export function toleratedExcess(toleratedDamage: number, nextWeight: number): Sufficiency['excess'] {
  const errors = (toleratedDamage * 100) / nextWeight;
  return { errors, slow: Math.max(5 * errors, 0.1) };
}

/** The live rate of one minute is smoothed towards the overall rate with the weight of this many requests. */
const SMOOTHING = 100;

/** How strongly the canary's hits support "not worse" against "worse by `excess`". */
export function supportForHealthy(
  minutes: Chain | undefined,
  count: 'errors' | 'slow',
  excess: number,
  served: Served,
  prior: RatePrior,
): number {
  const overall = rateOf(served, prior);
  let support = 0;
  for (let link = minutes; link !== undefined; link = link.earlier) {
    const { canary, live } = link.minute;
    const rate = (live[count] + SMOOTHING * overall) / (live.requests + SMOOTHING);
    const worseBy = Math.max(excess, rate);
    support += canary.requests * worseBy;
    if (canary[count] > 0) support -= canary[count] * Math.log(1 + worseBy / rate);
  }
  return support;
}

/**
 * If the next weight gives the canary only a few requests between two looks, it provides more information than it can
 * do damage.
 */
export function isTooSmallToMatter(
  recent: readonly Minute[],
  nextWeight: number,
  freeRequestsPerMinute: number,
): boolean {
  if (recent.length === 0) return false;
  const requests = recent.reduce((sum, { canary, live }) => sum + canary.requests + live.requests, 0);
  return ((requests / recent.length) * nextWeight) / 100 <= freeRequestsPerMinute;
}
