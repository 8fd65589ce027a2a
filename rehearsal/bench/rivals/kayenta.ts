import type { SlotMinute } from '#domain/judge/minute.ts';
import type { BenchLook, Policy } from '../look.ts';
import { shiftBetween } from './rank-sum.ts';

const PASS = 95;
const MARGINAL = 75;
/** A shift counts when it is larger than this part of itself; so its whole interval must lie beyond. */
const EFFECT = 0.25;

/**
 * Kayenta's judge (NetflixACAJudge) with its usual scores of 95 and 75: errors and latency half each. It looks at the
 * end of each step, and once an hour in a canary of a day.
 */
export function kayenta(): Policy {
  return (look) => {
    const { minute, plannedMinutes } = look;
    const isLast = minute + 1 >= plannedMinutes;
    if (!isLast && (minute + 1) % (plannedMinutes > 180 ? 60 : 5) !== 0) return 'continue';
    const score = scoreOf(look);
    if (score < MARGINAL) return 'rollback';
    if (!isLast) return 'continue';
    return score >= PASS ? 'promote' : 'inconclusive';
  };
}

type Label = 'pass' | 'high' | 'no data';

function scoreOf({ canary, live }: BenchLook): number {
  const errors = [classify(canary.map(errorPercent), live.map(errorPercent))];
  const latency = (['p50', 'p90', 'p99'] as const).map((name) =>
    classify(milliseconds(canary, name), milliseconds(live, name)),
  );
  const labels = [...errors, ...latency];
  // With half of all metrics missing there is no canary to judge.
  if (labels.filter((label) => label === 'no data').length * 2 >= labels.length) return 0;
  return (groupScore(errors) + groupScore(latency)) / 2;
}

function groupScore(labels: readonly Label[]): number {
  const measured = labels.filter((label) => label !== 'no data');
  return measured.length === 0 ? 100 : (100 * measured.filter((label) => label === 'pass').length) / measured.length;
}

const errorPercent = ({ requests, errors }: SlotMinute): number => (requests === 0 ? 0 : (100 * errors) / requests);

const milliseconds = (minutes: readonly SlotMinute[], name: 'p50' | 'p90' | 'p99'): number[] =>
  minutes.flatMap((slot) => slot[name] ?? []).map((seconds) => 1000 * seconds);

function classify(canary: readonly number[], live: readonly number[]): Label {
  if (canary.length === 0 || live.length === 0) return 'no data';
  const different = new Set([...canary, ...live]).size;
  if (different === 1 || isSameSample(canary, live)) return 'pass';
  const bothConstant = new Set(canary).size === 1 && new Set(live).size === 1;
  const { low, middle } = bothConstant ? shiftBetween(uneven(canary), uneven(live)) : shiftBetween(canary, live);
  return low > EFFECT * Math.abs(middle) && mean(canary) >= mean(live) ? 'high' : 'pass';
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const isSameSample = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.toSorted((p, q) => p - q).join() === b.toSorted((p, q) => p - q).join();

/** Equal values have no scatter to test against, so they get one of a hundred-thousandth of their value. */
const uneven = (values: readonly number[]): number[] =>
  values.map((value, i) => value * (1 + 1e-5 * (i / values.length - 0.5)));
