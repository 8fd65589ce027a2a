import type { SlotMinute } from '#domain/judge/minute.ts';
import type { CanaryTraffic } from './canary-traffic.ts';
import type { Answer, Policy } from './look.ts';

export type BenchOutcome = 'promoted' | 'rolled back' | 'inconclusive';

export interface PlayedCanary {
  readonly outcome: BenchOutcome;
  /** Of data, until the end. */
  readonly minutes: number;
  readonly badRequests: number;
  readonly extendedMinutes: number;
}

/** A rollback takes effect a minute after the data that asked for it. */
const MINUTES_TO_ROLL_BACK = 1;
/** How long it takes a person to find out: a bad version keeps all traffic, a held one its weight. */
const MINUTES_TO_FIND_OUT = 30;

export function playCanary(traffic: CanaryTraffic, policy: Policy): PlayedCanary {
  const { steps, plannedMinutes, maxExtensionMinutes } = traffic;
  const canary: SlotMinute[] = [];
  const live: SlotMinute[] = [];
  let [minute, step, minutesInStep, extendedMinutes, badRequests] = [0, 0, 0, 0, 0];
  let outcome: BenchOutcome | undefined;
  while (outcome === undefined) {
    const { weight, minutes } = steps[step] as (typeof steps)[number];
    const served = traffic.minute(minute, weight);
    canary.push(served.canary);
    live.push(served.live);
    badRequests += served.badRequests;
    const answer = policy({ steps, plannedMinutes, maxExtensionMinutes, minute, step, canary, live });
    minute += 1;
    minutesInStep += 1;
    const stepIsOver = minutesInStep >= minutes;
    if (stepIsOver && answer === 'extend') extendedMinutes += 1;
    outcome = endingOf(answer, stepIsOver && step === steps.length - 1, extendedMinutes > maxExtensionMinutes);
    if (outcome === undefined && stepIsOver && answer !== 'extend') [step, minutesInStep] = [step + 1, 0];
  }
  const { weight } = steps[step] as (typeof steps)[number];
  badRequests += servedAfterwards(traffic, outcome, minute, weight);
  return { outcome, minutes: minute, badRequests, extendedMinutes };
}

function endingOf(answer: Answer, lastStepIsOver: boolean, budgetIsUsedUp: boolean): BenchOutcome | undefined {
  switch (answer) {
    case 'rollback':
      return 'rolled back';
    case 'promote':
      return 'promoted';
    case 'inconclusive':
      return 'inconclusive';
    case 'extend':
      return budgetIsUsedUp ? 'inconclusive' : undefined;
    case 'continue':
      return lastStepIsOver ? 'promoted' : undefined;
  }
}

function servedAfterwards(traffic: CanaryTraffic, outcome: BenchOutcome, from: number, held: number): number {
  const minutes = outcome === 'rolled back' ? MINUTES_TO_ROLL_BACK : MINUTES_TO_FIND_OUT;
  const weight = outcome === 'promoted' ? 100 : held;
  return Array.from({ length: minutes }, (_, i) => traffic.minute(from + i, weight).badRequests).reduce(
    (sum, each) => sum + each,
    0,
  );
}
