import { fold } from '#domain/judge/fold.ts';
import { foldAll } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { CanaryTraffic } from './canary-traffic.ts';
import { benchScenarios } from './scenarios.ts';

export interface Speed {
  /** One look at a day: every minute folded again, and a verdict. */
  readonly lookMilliseconds: number;
  /** One more minute, in the last hour of the day. */
  readonly foldMilliseconds: number;
  /** The same in the last hour against the first: 1 if a minute costs the same however many came before. */
  readonly lateAgainstEarly: number;
  /** What a look at a day leaves on the heap before it is collected, in megabytes; the minutes themselves are not in it. */
  readonly lookMegabytes: number;
}

const DAY = 1440;
const REPEATS = 40;

/** Medians of many runs, so that a busy machine disturbs little. */
export function measureSpeed(): Speed {
  const minutes = aDay();
  const policy = judgePolicy([{ weight: 5, minutes: DAY }], { maxExtensionMinutes: 60 });
  const look = () => verdictOf(policy, foldAll(policy, startJudging(policy), minutes));
  const states = minutes.reduce(
    (before, minute) => [...before.slice(-DAY), fold(policy, before.at(-1) ?? startJudging(policy), minute)],
    [startJudging(policy)],
  );
  const hour = (from: number) => () =>
    minutes
      .slice(from, from + 60)
      .forEach((minute, i) => void fold(policy, states[from + i - 1] ?? startJudging(policy), minute));
  const [early, late] = [median(hour(10)), median(hour(DAY - 70))];
  return {
    lookMilliseconds: median(look),
    foldMilliseconds: late / 60,
    lateAgainstEarly: late / early,
    lookMegabytes: heapGrownBy(look) / 2 ** 20,
  };
}

/** A busy service that has errors in every minute: the most work there is. */
function aDay(): Minute[] {
  const scenario = benchScenarios.find(({ name }) => name === 'noisy, 6000 a minute, a day');
  if (scenario === undefined) throw new Error('The benchmark has lost its noisy day.');
  const traffic = new CanaryTraffic(scenario, 1);
  return Array.from({ length: DAY }, (_, minute) => ({ minute, step: 0, ...traffic.minute(minute, 5) }));
}

function median(work: () => unknown): number {
  const times = Array.from({ length: REPEATS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b)[REPEATS / 2] as number;
}

function heapGrownBy(work: () => unknown): number {
  const before = process.memoryUsage().heapUsed;
  work();
  return process.memoryUsage().heapUsed - before;
}

export const describeSpeed = (speed: Speed): string =>
  [
    `One look at 24 hours of minutes: ${speed.lookMilliseconds.toFixed(1)} ms, ${speed.lookMegabytes.toFixed(0)} MB.`,
    `One more minute at their end: ${(1000 * speed.foldMilliseconds).toFixed(1)} µs, ${speed.lateAgainstEarly.toFixed(2)} times one at their beginning.`,
    '',
  ].join('\n');
