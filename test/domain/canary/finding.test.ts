import { describe, expect, it } from 'vitest';
import { findingOf } from '#domain/canary/finding.ts';
import type { Look } from '#domain/canary/look.ts';
import { policyOf } from '#domain/canary/policy.ts';
import type { Verdict } from '#domain/judge/verdict.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { Leg } from '#domain/strategy/shift-progress.ts';

const shift: ShiftPlan = {
  to: 'blue',
  steps: [
    { weight: 10, bakeSeconds: 300 },
    { weight: 50, bakeSeconds: 600 },
    { weight: 100, bakeSeconds: 300 },
  ],
  judging: { maxExtensionMinutes: 20 },
};
const first: Leg = { step: 0, weight: 10, at: '2026-01-05T09:00:00Z' };
const second: Leg = { step: 1, weight: 50, at: '2026-01-05T09:06:00Z' };
const third: Leg = { step: 2, weight: 100, at: '2026-01-05T09:17:00Z' };
const words = 'The words of the judge.';

interface Situation {
  readonly there?: number;
  readonly due?: number;
  readonly step?: number;
  readonly journey?: readonly Leg[];
  readonly now?: string;
}

function found(decision: Verdict['decision'], situation: Situation = {}) {
  const { there = 10, due = 10, step = 1, journey = [first, second], now = '2026-01-05T09:16:30Z' } = situation;
  const seen = {
    ...{ policy: policyOf(shift), minutes: [], measured: { there, due } },
    verdict: { decision, explanation: words },
  } as unknown as Look;
  return findingOf(shift, { step, journey, forced: false }, seen, Date.parse(now));
}

describe('when all minutes of a bake are measured, the finding is the verdict', () => {
  it.each([
    ['advance', 'advance'],
    ['continue', 'advance'],
    ['promote', 'promote'],
    ['extend', 'extend'],
    ['inconclusive', 'inconclusive'],
    ['rollback', 'rollback'],
  ] as const)('the judge says %s, and the finding is %s', (verdict, decision) => {
    expect(found(verdict)).toEqual({ decision, words });
  });
});

describe('when minutes of a bake are missing', () => {
  it.each(['advance', 'promote', 'extend', 'inconclusive'] as const)(
    'the shift waits for them, though the judge says %s',
    (verdict) => {
      expect(found(verdict, { there: 9 })).toEqual({
        decision: 'extend',
        words: 'Only 9 of the 10 minutes of this bake are measured, and an unmeasured bake does not pass',
      });
    },
  );

  it('a bad version is rolled back all the same', () => {
    expect(found('rollback', { there: 3 })).toEqual({ decision: 'rollback', words });
  });

  it.each([
    ['twenty minutes after the bake', '2026-01-05T09:36:00.000Z', 'extend'],
    ['a moment later', '2026-01-05T09:36:00.001Z', 'inconclusive'],
  ] as const)('%s, the limit for extensions, the finding is as stated', (_, now, decision) => {
    expect(found('advance', { there: 9, now }).decision).toBe(decision);
  });

  it('the wait counts from the last time that the step began', () => {
    const again = [first, second, { ...first, at: '2026-01-05T09:10:00Z' }];
    const waiting = { step: 0, there: 4, due: 5, journey: again };
    expect(found('advance', { ...waiting, now: '2026-01-05T09:35:00Z' })).toMatchObject({ decision: 'extend' });
    expect(found('advance', { ...waiting, now: '2026-01-05T09:35:01Z' })).toMatchObject({ decision: 'inconclusive' });
  });

  it('the wait counts from the step in question, though a later one has begun', () => {
    const journey = [first, second, third];
    expect(found('advance', { there: 9, journey, now: '2026-01-05T09:36:01Z' }).decision).toBe('inconclusive');
  });

  it('nothing is waited for in a step that never had its weight', () => {
    expect(found('advance', { there: 0, journey: [first] })).toEqual({
      decision: 'inconclusive',
      words: 'Only 0 of the 10 minutes of this bake are measured, and an unmeasured bake does not pass',
    });
  });
});
