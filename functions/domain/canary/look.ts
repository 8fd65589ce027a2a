import { type FoldMinutes, rememberingFold } from '#domain/judge/fold-memory.ts';
import type { Minute } from '#domain/judge/minute.ts';
import type { JudgePolicy } from '#domain/judge/policy.ts';
import { type Verdict, verdictOf } from '#domain/judge/verdict.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { inconclusivePolicy } from '#domain/strategy/strategy.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';
import { type Answer, rollBackBecause, type Wait } from '#domain/ledger/wait.ts';
import { becameOverexposed } from './exposure.ts';
import { type MeasuredMinute, minuteMs, startOfMinute } from './measured-minute.ts';
import { policyOf } from './policy.ts';
import { settledMinutes, type MetricSnapshot } from './settled.ts';

export interface Look {
  readonly verdict: Verdict;
  readonly policy: JudgePolicy;
  readonly minutes: readonly Minute[];
  /** The minutes of this step that are complete, and the number that its bake requires. */
  readonly measured: { readonly there: number; readonly due: number };
}

export interface Seen {
  readonly minutes: readonly MeasuredMinute[];
  readonly earlier: MetricSnapshot | undefined;
  readonly now: number;
}

/**
 * The usual traffic before the shift distinguishes a gap in the metrics from a quiet night, and an old fault from a new
 * one.
 */
const usualMs = 10 * minuteMs;

/**
 * The period of metrics that a look reads, beginning shortly before the shift; undefined if no weight has been set yet.
 */
export function windowOf({ journey }: ShiftProgress, now: number): { from: Date; until: Date } | undefined {
  const [first] = journey;
  if (first === undefined) return undefined;
  return { from: new Date(startOfMinute(Date.parse(first.at)) - usualMs), until: new Date(startOfMinute(now)) };
}

/**
 * Judges all complete minutes since the start of the shift. Between two looks only the last snapshot has to be stored,
 * so a late correction of the metrics only affects the next verdict. A fold with a memory saves time.
 */
export function look(shift: ShiftPlan, progress: ShiftProgress, seen: Seen, fold = rememberingFold()): Look {
  const { policy, minutes, state } = knownAt(shift, progress, seen, fold);
  const there = minutes.filter(({ step }) => step === progress.step).length;
  const due = minutesOf(shift, progress.step);
  const verdict = verdictOf(policy, state, { stepIsOver: there >= due, overtime: state.overtime });
  return { policy, minutes, measured: { there, due }, verdict };
}

/**
 * Returns the answer to a bake that must not wait for its end; undefined if there is none. A healthy version needs no
 * answer, because the bake ends anyway.
 */
export function interruption(
  shift: ShiftPlan,
  { kind, openedAt, progress }: Pick<Wait, 'kind' | 'openedAt' | 'progress'>,
  seen: Seen,
  fold: FoldMinutes,
): Answer | undefined {
  const { policy, state, start, minutes } = knownAt(shift, progress, seen, fold);
  if (state.rollbackReason) return rollBackBecause('judge', verdictOf(policy, state).explanation);
  if (kind === 'decision' || progress.forced) return undefined;
  const why = becameOverexposed(shift, progress.step, minutes, (Date.parse(openedAt) - start) / minuteMs);
  return why === undefined ? undefined : answerInconclusive(shift, why);
}

function answerInconclusive({ judging }: ShiftPlan, why: string): Answer | undefined {
  switch (inconclusivePolicy(judging)) {
    case 'hold':
      return { say: 'hold', signal: 'judge', by: 'judge', why };
    case 'roll back':
      return rollBackBecause('judge', why);
    case 'go on':
      return undefined;
  }
}

function knownAt(shift: ShiftPlan, progress: ShiftProgress, { minutes, earlier, now }: Seen, fold: FoldMinutes) {
  const policy = policyOf(shift);
  const legs = progress.journey.map(({ step, at }) => ({ step, at: Date.parse(at) }));
  const from = legs[0]?.at ?? now;
  const start = startOfMinute(from);
  const settled = settledMinutes(minutes, { from, until: now }, earlier, now);
  const judged = settled.map((minute) => judgedMinute(minute, start, legs, shift.to));
  const before = minutes.filter(({ at }) => at < start).map(({ slots }) => slots[otherSlot(shift.to)]);
  return { policy, start, minutes: judged, state: fold(`${shift.to} ${from}`, policy, before, judged) };
}

/** Whole minutes of a bake. A part of a minute is watched, but not judged. */
export const minutesOf = ({ steps }: ShiftPlan, step: number): number =>
  Math.floor((steps[step]?.bakeSeconds ?? 0) / 60);

interface Began {
  readonly step: number;
  readonly at: number;
}

function judgedMinute({ at, slots }: MeasuredMinute, start: number, legs: readonly Began[], to: Slot): Minute {
  // The step that was in effect for most of the minute.
  const leg = legs.findLast((one) => one.at <= at + minuteMs / 2) ?? legs[0];
  return {
    minute: (at - start) / minuteMs,
    step: leg?.step ?? 0,
    canary: slots[to],
    live: slots[otherSlot(to)],
  };
}
