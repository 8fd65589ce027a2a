import type { SeededRandom } from '../random.ts';
import { covers, type StatesError } from './errors.ts';
import type { Retrier } from './program.ts';

/** How often each retrier of a state has been used since the state was entered. */
export type RetryCounts = number[];

/**
 * Seconds to wait before the next attempt, or none where no retrier applies. The first retrier that covers the failure
 * decides alone: when its attempts are used up, later ones do not apply.
 */
export function nextDelay(
  retriers: readonly Retrier[],
  counts: RetryCounts,
  failure: StatesError,
  random: SeededRandom,
): number | undefined {
  while (counts.length < retriers.length) counts.push(0);
  const index = retriers.findIndex((retrier) => covers(retrier.errorEquals, failure));
  const retrier = retriers[index];
  const used = counts[index] ?? 0;
  if (!retrier || used >= retrier.maxAttempts) return undefined;
  counts[index] = used + 1;
  const backoff = retrier.intervalSeconds * retrier.backoffRate ** used;
  const delay = Math.min(backoff, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.fullJitter ? random.next() * delay : delay;
}
