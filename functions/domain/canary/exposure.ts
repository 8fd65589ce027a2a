import type { Minute } from '#domain/judge/minute.ts';
import { type ShiftPlan, weightAt } from '#domain/strategy/shift-schedule.ts';
import { type MeasuredMinute, requestsOf } from './measured-minute.ts';

/** That a version which has not proven itself has had more requests than it may get, in words; else nothing. */
export function overexposure(shift: ShiftPlan, step: number, minutes: readonly Minute[]): string | undefined {
  const { exposedRequests } = shift.judging;
  const had = minutes.reduce((sum, { canary }) => sum + canary.requests, 0);
  if (exposedRequests === undefined || had <= exposedRequests || isProven(shift, step)) return undefined;
  return `It has had ${had} requests, and ${exposedRequests} are allowed before it has proven itself`;
}

/** A share of a day's requests is a number of them once it is known how many a day has; one at least. */
export function limitedBy(shift: ShiftPlan, day: readonly MeasuredMinute[]): ShiftPlan {
  const { exposedRequests = Infinity, exposedDayShare } = shift.judging;
  if (exposedDayShare === undefined) return shift;
  const requests = day.reduce((sum, minute) => sum + requestsOf(minute), 0);
  const allowed = Math.max(1, Math.floor(requests * exposedDayShare));
  return { ...shift, judging: { ...shift.judging, exposedRequests: Math.min(exposedRequests, allowed) } };
}

/** It came to that in this bake: whoever lets a version go on after it has had too many has decided that bake. */
export function becameOverexposed(
  shift: ShiftPlan,
  step: number,
  minutes: readonly Minute[],
  bakesSince: number,
): string | undefined {
  const before = minutes.filter(({ minute }) => minute < bakesSince);
  return overexposure(shift, step, before) === undefined ? overexposure(shift, step, minutes) : undefined;
}

/** Passing a step proves a version for the next weight. Only the one before everything proves it for all. */
const isProven = (shift: ShiftPlan, step: number): boolean => step > 0 && weightAt(shift, step) === 100;
