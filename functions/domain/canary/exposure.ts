import type { Minute } from '#domain/judge/minute.ts';
import { type ShiftPlan, weightAt } from '#domain/strategy/shift-schedule.ts';
import { type MeasuredMinute, requestsOf } from './measured-minute.ts';

/** States that an unproven version has served more requests than allowed; undefined if it has not. */
export function overexposure(shift: ShiftPlan, step: number, minutes: readonly Minute[]): string | undefined {
  const { exposedRequests } = shift.judging;
  const had = minutes.reduce((sum, { canary }) => sum + canary.requests, 0);
  if (exposedRequests === undefined || had <= exposedRequests || isProven(shift, step)) return undefined;
  return `The new version has served ${had} requests, but only ${exposedRequests} are allowed before it has passed`;
}

/** Converts a share of a day's requests to a number of requests, at least one. */
export function limitedBy(shift: ShiftPlan, day: readonly MeasuredMinute[]): ShiftPlan {
  const { exposedRequests = Infinity, exposedDayShare } = shift.judging;
  if (exposedDayShare === undefined) return shift;
  const requests = day.reduce((sum, minute) => sum + requestsOf(minute), 0);
  const allowed = Math.max(1, Math.floor(requests * exposedDayShare));
  return { ...shift, judging: { ...shift.judging, exposedRequests: Math.min(exposedRequests, allowed) } };
}

/**
 * Only if the limit was exceeded in this bake. A person who lets an overexposed version continue has accepted its
 * exposure up to then.
 */
export function becameOverexposed(
  shift: ShiftPlan,
  step: number,
  minutes: readonly Minute[],
  bakesSince: number,
): string | undefined {
  const before = minutes.filter(({ minute }) => minute < bakesSince);
  return overexposure(shift, step, before) === undefined ? overexposure(shift, step, minutes) : undefined;
}

/** Passing a step proves a version only for the next weight. Only the step before 100 % proves it completely. */
const isProven = (shift: ShiftPlan, step: number): boolean => step > 0 && weightAt(shift, step) === 100;
