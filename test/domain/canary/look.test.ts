import { describe, expect, it } from 'vitest';
import { look, minutesOf, windowOf } from '#domain/canary/look.ts';
import { type MeasuredMinute, minuteMs } from '#domain/canary/measured-minute.ts';
import { nextSnapshot } from '#domain/canary/settled.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { Leg } from '#domain/strategy/shift-progress.ts';
import type { Judging } from '#domain/strategy/strategy.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const usual = { requests: 1000, errors: 0, slow: 0, p50: 0.05, p90: 0.1, p99: 0.15 };
const shiftWith = (judging: Judging): ShiftPlan => ({
  to: 'blue',
  steps: [
    { weight: 10, bakeSeconds: 300 },
    { weight: 50, bakeSeconds: 630 },
    { weight: 100, bakeSeconds: 60 },
  ],
  judging,
});
const shift = shiftWith({});

const at = (time: string) => `2026-01-05T${time}Z`;
const leg = (step: number, time: string): Leg => ({ step, weight: [10, 50, 100][step] ?? 0, at: at(time) });

/** Minutes of the shift, the first with this number, in each of which both slots serve as usual. */
const served = (first: number, count: number): readonly MeasuredMinute[] =>
  Array.from({ length: count }, (_, i) => ({
    at: start + (first + i) * minuteMs,
    slots: { blue: usual, green: { ...usual, requests: 2000 } },
  }));

/** Two minutes after the last minute, which a look has seen before, so that it counts as complete. */
function seen(minutes: readonly MeasuredMinute[]) {
  const now = (minutes.at(-1)?.at ?? start) + 3 * minuteMs;
  return { minutes, earlier: nextSnapshot(undefined, minutes, now - minuteMs), now };
}

const lookAt = (plan: ShiftPlan, step: number, journey: readonly Leg[], minutes: readonly MeasuredMinute[]) =>
  look(plan, { step, journey, forced: false }, seen(minutes));

describe('the period of metrics that a look reads', () => {
  it('begins ten minutes before the minute of the first weight and ends with the last whole minute', () => {
    const journey = [leg(0, '09:00:40'), leg(1, '09:06:10')];
    expect(windowOf({ step: 1, journey, forced: false }, Date.parse(at('09:10:20')))).toEqual({
      from: new Date(at('08:50:00')),
      until: new Date(at('09:10:00')),
    });
  });

  it('does not exist before the first weight', () => {
    expect(windowOf({ step: 0, journey: [], forced: false }, start)).toBeUndefined();
  });
});

describe('the whole minutes of a bake', () => {
  it.each([
    [0, 5],
    [1, 10],
    [2, 1],
    [3, 0],
  ])('of step %i are %i', (step, minutes) => {
    expect(minutesOf(shift, step)).toBe(minutes);
  });
});

describe('a look', () => {
  it.each([
    [4, 'continue'],
    [5, 'advance'],
    [6, 'advance'],
  ])('at %i measured minutes of a bake of five says %s', (there, decision) => {
    const { measured, verdict } = lookAt(shift, 0, [leg(0, '09:00:00')], served(0, there));
    expect(measured).toEqual({ there, due: 5 });
    expect(verdict.decision).toBe(decision);
  });

  it('counts only the minutes of the step that bakes', () => {
    const journey = [leg(0, '09:00:00'), leg(1, '09:05:00')];
    expect(lookAt(shift, 1, journey, served(0, 8)).measured).toEqual({ there: 3, due: 10 });
  });

  it('judges nothing before the first weight', () => {
    const { minutes, measured, verdict } = lookAt(shift, 0, [], served(0, 10));
    expect(minutes).toEqual([]);
    expect(measured).toEqual({ there: 0, due: 5 });
    expect(verdict.decision).toBe('continue');
  });

  it('numbers the minutes from the first weight, and takes the canary from the slot of the new version', () => {
    const { minutes } = lookAt(shift, 0, [leg(0, '09:00:40')], served(0, 2));
    expect(minutes).toEqual([
      { minute: 0, step: 0, canary: usual, live: { ...usual, requests: 2000 } },
      { minute: 1, step: 0, canary: usual, live: { ...usual, requests: 2000 } },
    ]);
  });

  it.each([
    ['09:02:00', [0, 0, 1, 1]],
    ['09:02:29', [0, 0, 1, 1]],
    ['09:02:30', [0, 0, 1, 1]],
    ['09:02:31', [0, 0, 0, 1]],
    ['09:03:00', [0, 0, 0, 1]],
  ])('counts a minute for the step that had most of it: a step that begins at %s has %j', (time, steps) => {
    const { minutes } = lookAt(shift, 1, [leg(0, '09:00:00'), leg(1, time)], served(0, 4));
    expect(minutes.map(({ step }) => step)).toEqual(steps);
  });

  it('counts the minute of the first weight for its step, however late in the minute it came', () => {
    const { minutes } = lookAt(shift, 2, [leg(1, '09:00:50'), leg(2, '09:01:10')], served(0, 2));
    expect(minutes.map(({ step }) => step)).toEqual([1, 2]);
  });
});

describe('a limit that the old version exceeds as well', () => {
  const limited = shiftWith({ limits: { p99Milliseconds: 200 }, margins: { p99: 20 } });
  /** The new version exceeds the limit all the time. */
  const minutesWith = (livesP99: (minute: number) => number, count: number, first = 0) =>
    Array.from({ length: count }, (_, i) => {
      const green = { ...usual, p99: livesP99(first + i) };
      return { at: start + (first + i) * minuteMs, slots: { blue: { ...usual, p99: 0.5 }, green } };
    });
  const verdictWith = (minutes: readonly MeasuredMinute[]) => lookAt(limited, 0, [leg(0, '09:00:00')], minutes).verdict;

  it('does not excuse a new version that exceeded it before the old one did', () => {
    const late = minutesWith((minute) => (minute < 10 ? 0.1 : 0.4), 50, -10);
    expect(verdictWith(late).decision).toBe('rollback');
  });

  it('excuses it where the old version exceeded it before the shift', () => {
    const early = minutesWith((minute) => (minute < 0 ? 0.4 : 0.1), 20, -10);
    expect(verdictWith(early)).toMatchObject({ decision: 'advance', suspendedLimits: ['p99 limit'] });
  });

  it('counts the first minute of the shift for the shift, whose warm-up excuses nothing', () => {
    const warm = verdictWith(minutesWith(() => 0.1, 5));
    expect(verdictWith(minutesWith((minute) => (minute === 0 ? 0.39 : 0.1), 5)).evidence).toBe(warm.evidence);
    expect(warm.evidence).toBeGreaterThan(1);
  });
});
