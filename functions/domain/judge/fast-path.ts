import { rateOf, type RatePrior, type Served } from './margins.ts';
import { isConcurrent, type Minute } from './minute.ts';

/** Failures so plain that no statistics are needed; looked for in every minute, the warm-up included. */
export function failsPlainly(recent: readonly Minute[]): boolean {
  const now = recent.at(-1);
  return now !== undefined && (halfFailsNow(now) || nearlyAllFailedLately(recent));
}

/** The live slot loses less than this share: the trouble is not shared. */
const LIVE_IS_FINE = 0.1;

const halfFailsNow = ({ canary, live }: Minute): boolean =>
  canary.requests >= 20 &&
  canary.errors >= canary.requests / 2 &&
  (live.requests === 0 || live.errors < LIVE_IS_FINE * live.requests);

/** With little traffic it takes five minutes to be as sure. */
const MINUTES_TO_BE_SURE = 5;

function nearlyAllFailedLately(recent: readonly Minute[]): boolean {
  const total = (slot: 'canary' | 'live', count: 'requests' | 'errors') =>
    recent.reduce((sum, minute) => sum + minute[slot][count], 0);
  const requests = total('canary', 'requests');
  return (
    recent.length >= MINUTES_TO_BE_SURE &&
    requests >= 10 &&
    total('canary', 'errors') >= 0.8 * requests &&
    total('live', 'errors') < LIVE_IS_FINE * Math.max(total('live', 'requests'), 1)
  );
}

/** So many failing minutes in a row, without a live slot to compare with, roll back. */
export const MINUTES_FAILING_ALONE = 3;

/**
 * At 100 % nothing is left to compare with. A minute fails there when it is far beyond what the live slot last showed:
 * four times its rate and two points more, and at least five errors.
 */
export function failsAlone(
  { canary, live }: Minute,
  served: Served,
  prior: RatePrior,
  lastConcurrent: readonly Minute[],
): boolean {
  if (live.requests > 0 || canary.errors < 5) return false;
  const rates = lastConcurrent.filter(isConcurrent).map((minute) => minute.live.errors / minute.live.requests);
  const reference = Math.max(rateOf(served, prior), ...rates);
  return canary.errors / canary.requests > Math.max(4 * reference, reference + 0.02);
}
