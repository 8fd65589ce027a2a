import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '#domain/judge/fold.ts';
import { judge } from '#domain/judge/judge.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { history, runs, slot } from './any-history.ts';
import { minutes, nothing, poisson, seeded } from './minutes.ts';

const policy = judgePolicy([
  { weight: 10, minutes: 6 },
  { weight: 50, minutes: 6 },
]);

test('the order in which minutes arrive, and arrive again fuller, changes nothing', () => {
  fc.assert(
    fc.property(
      history.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const early = all.slice(0, 3).map((each) => ({ ...each, canary: nothing, live: nothing }));
        expect(judge(policy, [...shuffled, ...early])).toEqual(judge(policy, all));
        expect(judge(policy, [...early, ...shuffled])).toEqual(judge(policy, all));
      },
    ),
    runs,
  );
});

test('minute by minute is the same as all at once', () => {
  fc.assert(
    fc.property(history, (all) => {
      const state = all.reduce((before, minute) => fold(policy, before, minute), startJudging(policy));
      expect(verdictOf(policy, state)).toEqual(judge(policy, all));
    }),
    runs,
  );
});

test('evidence is a number, never negative, whatever the minutes say', () => {
  fc.assert(
    fc.property(history, (all) => {
      const { evidence, streams, severity, anytimePValue, sufficiency } = judge(policy, all);
      for (const number of [evidence, ...streams.map((stream) => stream.evidence)]) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(Infinity);
      }
      expect(severity >= 0 && severity <= 1 && anytimePValue >= 0 && anytimePValue <= 1).toBe(true);
      expect(Number.isFinite(sufficiency.errors) && Number.isFinite(sufficiency.slow)).toBe(true);
    }),
    runs,
  );
});

test('nothing measured is never promoted, whatever the live slot serves', () => {
  fc.assert(
    fc.property(fc.array(slot, { minLength: 12, maxLength: 60 }), (live) => {
      const silent = live.map((each, minute) => ({ minute, step: minute < 6 ? 0 : 1, canary: nothing, live: each }));
      expect(['extend', 'inconclusive']).toContain(judge(policy, silent).decision);
    }),
    runs,
  );
});

test('trouble that doubles in both slots does not change whether the canary is worse', () => {
  const worse = { canary: 0.05, live: 0.005 };
  const same = { canary: 0.01, live: 0.01 };
  fc.assert(
    fc.property(fc.constantFrom(1, 1.5, 2, 3, 4), fc.constantFrom(worse, same), (factor, rates) => {
      const errors = (rate: number) => Math.round(2000 * rate * factor);
      const all = minutes(6, () => ({
        canary: { requests: 2000, errors: errors(rates.canary) },
        live: { requests: 2000, errors: errors(rates.live) },
      }));
      expect(judge(policy, all).decision).toBe(rates === worse ? 'rollback' : 'advance');
    }),
    runs,
  );
});

test('of 200 healthy canaries with random traffic hardly one is rolled back', () => {
  const random = seeded(7);
  const group = (requests: number): Partial<SlotMinute> => ({
    requests: poisson(random, requests),
    errors: poisson(random, requests * 0.01),
    slow: poisson(random, requests * 0.05),
  });
  const rolledBack = Array.from({ length: 200 }, () =>
    judge(
      policy,
      minutes(12, (minute) => ({
        step: minute < 6 ? 0 : 1,
        canary: group(minute < 6 ? 60 : 300),
        live: group(minute < 6 ? 540 : 300),
      })),
    ),
  ).filter(({ decision }) => decision === 'rollback');
  expect(rolledBack.length).toBeLessThanOrEqual(2);
});
