import { foldAll } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import type { JudgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import { type Verdict, verdictOf } from '#domain/judge/verdict.ts';
import type { ShiftPlan } from '#domain/shift-schedule.ts';
import type { Leg, ShiftProgress } from '#domain/shift-progress.ts';
import { otherSlot, type Slot } from '#domain/slot.ts';
import { type MeasuredMinute, minuteMs, startOfMinute } from './measured-minute.ts';
import { policyOf } from './policy.ts';
import { settledMinutes, type Sighting } from './settled.ts';

export interface Look {
  readonly verdict: Verdict;
  readonly policy: JudgePolicy;
  readonly minutes: readonly Minute[];
  /** Minutes of this step that are known for good, and how many its bake asks for. */
  readonly measured: { readonly there: number; readonly due: number };
}

export interface Seen {
  readonly minutes: readonly MeasuredMinute[];
  readonly earlier: Sighting | undefined;
  readonly now: number;
}

/** Before the shift: what the service usually gets in a minute tells a gap from a quiet night, and an old fault from a new one. */
const usualMs = 10 * minuteMs;

/** The window that a look reads, from a little before the shift on. Nothing where no weight has baked yet. */
export function windowOf({ journey }: ShiftProgress, now: number): { from: Date; until: Date } | undefined {
  const [first] = journey;
  if (first === undefined) return undefined;
  return { from: new Date(startOfMinute(Date.parse(first.at)) - usualMs), until: new Date(startOfMinute(now)) };
}

/**
 * Judges everything that is known for good, from the start of the shift. Nothing is remembered between two looks but
 * what the last one saw, so that a late correction only changes what the next one says.
 */
export function look(shift: ShiftPlan, progress: ShiftProgress, { minutes, earlier, now }: Seen): Look {
  const policy = policyOf(shift);
  const [first] = progress.journey;
  const from = first === undefined ? now : Date.parse(first.at);
  const settled = settledMinutes(minutes, { from, until: now }, earlier, now);
  const judged = settled.map((minute) => judgedMinute(minute, startOfMinute(from), progress.journey, shift.to));
  const before = minutes.filter(({ at }) => at < startOfMinute(from)).map(({ slots }) => slots[otherSlot(shift.to)]);
  const state = foldAll(policy, startJudging(policy, before), judged);
  const there = judged.filter(({ step }) => step === progress.step).length;
  const due = minutesOf(shift, progress.step);
  return { policy, minutes: judged, measured: { there, due }, verdict: verdictAt(policy, state, there >= due) };
}

const verdictAt = (policy: JudgePolicy, state: JudgeState, stepIsOver: boolean): Verdict =>
  verdictOf(policy, state, { stepIsOver, overtime: state.overtime });

/** Whole minutes of a bake: what is shorter than one is watched, but not judged. */
export const minutesOf = ({ steps }: ShiftPlan, step: number): number =>
  Math.floor((steps[step]?.bakeSeconds ?? 0) / 60);

function judgedMinute({ at, slots }: MeasuredMinute, start: number, journey: readonly Leg[], to: Slot): Minute {
  // The step that was in place for most of the minute.
  const leg = journey.findLast((one) => Date.parse(one.at) <= at + minuteMs / 2) ?? journey[0];
  return {
    minute: (at - start) / minuteMs,
    step: leg?.step ?? 0,
    canary: slots[to],
    live: slots[otherSlot(to)],
  };
}
