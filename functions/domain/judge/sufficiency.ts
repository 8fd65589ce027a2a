import { rateOf, type RatePrior, type Served } from './margins.ts';
import type { Chain, Minute } from './minute.ts';

/** Whether the data could have shown a regression that matters. Too little data is never a pass. */
export interface Sufficiency {
  /** Log likelihood ratio of "as good as the live slot" against "worse by the tolerated excess"; grows with data. */
  readonly errors: number;
  readonly slow: number;
  /** What both must reach. */
  readonly need: number;
  /** The excess, as a rate, that the next weight can bear. */
  readonly excess: { readonly errors: number; readonly slow: number };
}

export const isEnough = ({ errors, slow, need }: Sufficiency): boolean => errors >= need && slow >= need;

/** The part of the needed data that is there, from 0 to 1. */
export const shareThere = ({ errors, slow, need }: Sufficiency): number =>
  Math.max(0, Math.min(1, errors / need, slow / need));

/**
 * The service, not the canary, may lose the tolerated damage: at a next weight of 10 % the canary may be ten times as
 * bad as at 100 %. A slow answer hurts less than an error.
 */
export function toleratedExcess(toleratedDamage: number, nextWeight: number): Sufficiency['excess'] {
  const errors = (toleratedDamage * 100) / nextWeight;
  return { errors, slow: Math.max(5 * errors, 0.1) };
}

/** One minute's live rate is pulled towards the overall rate with the weight of this many requests. */
const SMOOTHING = 100;

/** How strongly the canary's hits speak for "not worse" and against "worse by `excess`". */
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

/** A next weight that gives the canary a handful of requests between two looks teaches more than it can cost. */
export function isTooSmallToMatter(
  recent: readonly Minute[],
  nextWeight: number,
  freeRequestsPerMinute: number,
): boolean {
  if (recent.length === 0) return false;
  const requests = recent.reduce((sum, { canary, live }) => sum + canary.requests + live.requests, 0);
  return ((requests / recent.length) * nextWeight) / 100 <= freeRequestsPerMinute;
}
