import { fold } from '#domain/judge/fold.ts';
import { foldAll } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { CanaryTraffic } from './canary-traffic.ts';
import { benchScenarios } from './scenarios.ts';

export interface Speed {
  /** One look at 24 hours: every minute folded again, and a verdict. */
  readonly lookMilliseconds: number;
  /** The same as so many times what it takes to read those minutes from JSON: it does not depend on the machine. */
  readonly lookAgainstReading: number;
  /** One more minute, in the last hour. */
  readonly foldMilliseconds: number;
  /** The same in the last hour against the first: 1 if a minute costs the same however many came before. */
  readonly lateAgainstEarly: number;
  /** What a look at a day takes on the heap, in megabytes, beside the minutes themselves. */
  readonly lookMegabytes: number;
}

const DAY = 1440;
const REPEATS = 5;
/** A thread's own time is counted in milliseconds, on some machines in tens of them. */
const LONG_ENOUGH_MS = 30;

export function measureSpeed(): Speed {
  const minutes = aDay();
  const policy = judgePolicy([{ weight: 5, minutes: DAY }], { maxExtensionMinutes: 60 });
  const look = () => verdictOf(policy, foldAll(policy, startJudging(policy), minutes));
  const states = [startJudging(policy)];
  for (const [i, minute] of minutes.entries()) states.push(fold(policy, states[i] as JudgeState, minute));
  const hourFrom = (first: number) => () =>
    minutes.slice(first, first + 60).map((minute, i) => fold(policy, states[first + i] as JudgeState, minute));
  const [early, late] = [quickest(hourFrom(10)), quickest(hourFrom(DAY - 60))];
  const written = JSON.stringify(minutes);
  const lookMilliseconds = quickest(look);
  return {
    lookMilliseconds,
    lookAgainstReading: lookMilliseconds / quickest(() => JSON.parse(written)),
    foldMilliseconds: late / 60,
    lateAgainstEarly: late / early,
    lookMegabytes: heapFor(look) / 2 ** 20,
  };
}

/** A busy service that has errors in every minute: the most work there is. */
function aDay(): Minute[] {
  const scenario = benchScenarios.find(({ name }) => name === 'noisy, 6000 a minute, a day');
  if (scenario === undefined) throw new Error('The benchmark has lost its noisy day.');
  const traffic = new CanaryTraffic(scenario, 1);
  return Array.from({ length: DAY }, (_, minute) => ({ minute, step: 0, ...traffic.minute(minute, 5) }));
}

/** In milliseconds of this thread's own time, the best of some: what else runs disturbs little. */
function quickest(work: () => unknown): number {
  let runs = 1;
  while (timeOf(work, runs) < LONG_ENOUGH_MS) runs *= 2;
  return Math.min(...Array.from({ length: REPEATS }, () => timeOf(work, runs) / runs));
}

function timeOf(work: () => unknown, runs: number): number {
  const before = process.threadCpuUsage();
  for (let run = 0; run < runs; run++) work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** The collector may run in between and hide some of it, hardly in all of several runs. */
function heapFor(work: () => unknown): number {
  const grown = Array.from({ length: 5 }, () => {
    const before = process.memoryUsage().heapUsed;
    work();
    return process.memoryUsage().heapUsed - before;
  });
  return Math.max(...grown);
}

export const describeSpeed = (speed: Speed): string =>
  [
    `One look at 24 hours of minutes: ${speed.lookMilliseconds.toFixed(1)} ms, ${speed.lookMegabytes.toFixed(0)} MB; ${speed.lookAgainstReading.toFixed(1)} times what reading them takes.`,
    `One more minute at their end: ${(1000 * speed.foldMilliseconds).toFixed(1)} µs, ${speed.lateAgainstEarly.toFixed(2)} times one at their beginning.`,
    '',
  ].join('\n');
