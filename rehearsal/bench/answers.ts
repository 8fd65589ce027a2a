import type { SlotMinute } from '#domain/judge/minute.ts';
import type { SeededRandom } from '../simulator/random.ts';
import { beta, binomial } from './distributions.ts';
import { LatencyLaw } from './latency-law.ts';

/** Slower answers count as slow. */
const OBJECTIVE_SECONDS = 0.2;

export const shareOfSlow = (tail: number, shift: number): number =>
  lawWithTail(tail).shareSlowerThan(OBJECTIVE_SECONDS, shift);

const laws = new Map<number, LatencyLaw>();

function lawWithTail(tail: number): LatencyLaw {
  const law = laws.get(tail) ?? new LatencyLaw(tail);
  laws.set(tail, law);
  return law;
}

/**
 * Percentiles and slow answers of so many requests, drawn together without drawing each: first where the three
 * percentiles fall, then how many of those between them are slow.
 */
export function answers(
  random: SeededRandom,
  requests: number,
  tail: number,
  shift: number,
): Pick<SlotMinute, 'slow' | 'p50' | 'p90' | 'p99'> {
  const law = lawWithTail(tail);
  const inTime = 1 - law.shareSlowerThan(OBJECTIVE_SECONDS, shift);
  let [rank, share, slow] = [0, 0, 0];
  /** All of the next so many requests, the last of them exactly at this share. */
  const slowUpTo = (nextRank: number, nextShare: number): number => {
    const part = (nextShare - Math.max(share, Math.min(inTime, nextShare))) / (nextShare - share);
    return binomial(random, nextRank - rank - 1, part) + (nextShare > inTime ? 1 : 0);
  };
  const percentiles = [0.5, 0.9, 0.99].map((percentile) => {
    const nextRank = Math.max(1, Math.ceil(percentile * requests - 1e-9));
    if (nextRank > rank) {
      const nextShare = share + (1 - share) * beta(random, nextRank - rank, requests - nextRank + 1);
      slow += slowUpTo(nextRank, nextShare);
      [rank, share] = [nextRank, nextShare];
    }
    return law.secondsAt(share, shift);
  });
  const [p50 = null, p90 = null, p99 = null] = percentiles;
  const beyond = Math.min(1, (1 - Math.max(share, inTime)) / (1 - share));
  return { slow: slow + binomial(random, requests - rank, beyond), p50, p90, p99 };
}
