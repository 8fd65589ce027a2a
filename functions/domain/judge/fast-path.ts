import { rateOf, type RatePrior, type Served } from './margins.ts';
import { isConcurrent, type Minute } from './minute.ts';

/** Failures so obvious that they need no statistics. Checked in every minute, including the warm-up. */
export function failsPlainly(recent: readonly Minute[]): boolean {
  const now = recent.at(-1);
  return now !== undefined && (halfFailsNow(now) || nearlyAllFailedLately(recent));
}

/** The live slot fails less than this share of requests, so the cause is not shared. */
const LIVE_IS_FINE = 0.1;

const halfFailsNow = ({ canary, live }: Minute): boolean =>
  canary.requests >= 20 &&
  canary.errors >= canary.requests / 2 &&
  (live.requests === 0 || live.errors < LIVE_IS_FINE * live.requests);

/** With little traffic, the same certainty takes five minutes. */
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

/** This many failing minutes in a row cause a rollback when there is no live slot to compare with. */
export const MINUTES_FAILING_ALONE = 3;

/**
 * At 100 % there is nothing to compare with. A minute counts as failing if its error rate is far above the live slot's
 * last level: four times its rate plus at least two percentage points, and at least five errors.
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
