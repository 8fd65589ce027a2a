import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '#domain/judge/fold.ts';
import { judge } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { type JudgePolicy, judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { history, runs, slot } from './any-history.ts';
import { nothing, poisson, seeded, served } from './minutes.ts';

const steps = [
  { weight: 10, minutes: 6 },
  { weight: 50, minutes: 6 },
];
const policy = judgePolicy(steps);

/** The minute in which it is rolled back; never is later than any. */
function fallsAt(judged: JudgePolicy, all: readonly Minute[]): number {
  let state = startJudging(judged);
  for (const minute of all) {
    state = fold(judged, state, minute);
    if (state.rollbackReason !== undefined) return minute.minute;
  }
  return Infinity;
}

/** Twelve minutes in which both slots fail at these rates, by chance. */
function drawn(seed: number, rates: { readonly canary: number; readonly live: number }): Minute[] {
  const random = seeded(seed);
  const slotWith = (requests: number, rate: number) =>
    served({ requests, errors: poisson(random, requests * rate), slow: Math.round(requests / 20) });
  return Array.from({ length: 12 }, (_, minute) => {
    const share = minute < 6 ? 0.1 : 0.5;
    const requests = 3000 + Math.round(1000 * random());
    return {
      minute,
      step: minute < 6 ? 0 : 1,
      canary: slotWith(Math.round(requests * share), rates.canary),
      live: slotWith(Math.round(requests * (1 - share)), rates.live),
    };
  });
}

describe('what does not change the direction of a verdict', () => {
  test('minutes that arrive a second time, in whatever order', () => {
    fc.assert(
      fc.property(
        history.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all))),
        ([all, again]) => {
          expect(judge(policy, [...again, ...all])).toEqual(judge(policy, all));
          expect(judge(policy, [...all, ...again])).toEqual(judge(policy, all));
        },
      ),
      runs,
    );
  });

  test('an error rate that both slots share, whether it is low or high', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.boolean(),
        (seed, factor, isWorse) => {
          const base = 0.002;
          const direction = (scale: number) =>
            judge(policy, drawn(seed, { canary: (isWorse ? 8 : 1) * base * scale, live: base * scale })).decision;
          expect([direction(1), direction(factor)].map((decision) => decision === 'rollback')).toEqual([
            isWorse,
            isWorse,
          ]);
        },
      ),
      runs,
    );
  });

  test('minutes that come after a rollback', () => {
    fc.assert(
      fc.property(history, history, (all, more) => {
        const later = more.map((each) => ({ ...each, minute: each.minute + all.length, step: 1 }));
        fc.pre(judge(policy, all).decision === 'rollback');
        expect(judge(policy, [...all, ...later])).toMatchObject({ decision: 'rollback' });
      }),
      runs,
    );
  });
});

describe('what no verdict does', () => {
  test('hold anything against a canary that serves exactly what the live slot serves', () => {
    fc.assert(
      fc.property(fc.array(slot, { minLength: 1, maxLength: 14 }), (slots) => {
        const twins = slots.map((each, minute) => ({ minute, step: minute < 6 ? 0 : 1, canary: each, live: each }));
        const verdict = judge(policy, twins);
        expect(verdict.decision).not.toBe('rollback');
        expect(verdict.evidence).toBeLessThanOrEqual(1 + 1e-9);
      }),
      runs,
    );
  });

  test('promote without a live slot to compare with, whatever the canary serves', () => {
    fc.assert(
      fc.property(fc.array(slot, { minLength: 12, maxLength: 60 }), (slots) => {
        const alone = slots.map((canary, minute) => ({ minute, step: minute < 6 ? 0 : 1, canary, live: nothing }));
        expect(['advance', 'promote']).not.toContain(judge(policy, alone).decision);
      }),
      runs,
    );
  });

  test('promote when the metrics stop before the last step', () => {
    const full = judgePolicy([...steps, { weight: 100, minutes: 3 }]);
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 3, max: 60 }), (seed, silent) => {
        const measured = drawn(seed, { canary: 0.001, live: 0.001 });
        const after = Array.from({ length: silent }, (_, i) => ({
          minute: 12 + i,
          step: 2,
          canary: nothing,
          live: nothing,
        }));
        expect(['extend', 'inconclusive', 'rollback']).toContain(judge(full, [...measured, ...after]).decision);
      }),
      runs,
    );
  });

  test('come earlier because there is more time to extend: that only turns inconclusive into waiting', () => {
    fc.assert(
      fc.property(history, fc.nat(60), fc.nat(60), (all, some, more) => {
        const patient = judgePolicy(steps, { maxExtensionMinutes: some + more });
        const hasty = judgePolicy(steps, { maxExtensionMinutes: some });
        expect(fallsAt(patient, all)).toBe(fallsAt(hasty, all));
        const [a, b] = [judge(hasty, all).decision, judge(patient, all).decision];
        expect(a === b || (a === 'inconclusive' && b === 'extend')).toBe(true);
      }),
      runs,
    );
  });

  test('come earlier to a policy that allows fewer false rollbacks', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 1, max: 20, noNaN: true }), (seed, worse) => {
        const all = drawn(seed, { canary: 0.002 * worse, live: 0.002 });
        const [strict, lax] = [0.001, 0.05].map((falseRollbackBudget) =>
          fallsAt(judgePolicy(steps, { falseRollbackBudget }), all),
        );
        expect(strict).toBeGreaterThanOrEqual(lax ?? Infinity);
      }),
      runs,
    );
  });
});

test('a verdict depends on nothing but the minutes: a restart folds them again and says the same', () => {
  fc.assert(
    fc.property(history, fc.nat(14), (all, cut) => {
      const [before, after] = [all.slice(0, cut), all.slice(cut)];
      const kept = before.reduce((state, minute) => fold(policy, state, minute), startJudging(policy));
      const resumed = after.reduce((state, minute) => fold(policy, state, minute), kept);
      expect(verdictOf(policy, resumed)).toEqual(judge(policy, all));
    }),
    runs,
  );
});
