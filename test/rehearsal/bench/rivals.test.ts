import { describe, expect, test } from 'vitest';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Answer, Policy } from '#rehearsal/bench/look.ts';
import { argoRollouts } from '#rehearsal/bench/rivals/argo-rollouts.ts';
import { cloudWatchAlarm } from '#rehearsal/bench/rivals/cloudwatch-alarm.ts';
import { flagger } from '#rehearsal/bench/rivals/flagger.ts';
import { kayenta } from '#rehearsal/bench/rivals/kayenta.ts';
import { shiftBetween } from '#rehearsal/bench/rivals/rank-sum.ts';

const slot = (some: Partial<SlotMinute> = {}): SlotMinute => ({
  requests: 100,
  errors: 0,
  slow: 2,
  p50: 0.06,
  p90: 0.15,
  p99: 0.4,
  ...some,
});
const silent = slot({ requests: 0, slow: 0, p50: null, p90: null, p99: null });

/** A policy's answers to these minutes, one look each, in a canary of half an hour. */
function answers(policy: Policy, canary: readonly SlotMinute[], live = canary.map((_, i) => uneven(i))): Answer[] {
  return canary.map((_, minute) =>
    policy({
      steps: [{ weight: 50, minutes: 30 }],
      plannedMinutes: 30,
      maxExtensionMinutes: 30,
      minute,
      step: 0,
      canary: canary.slice(0, minute + 1),
      live: live.slice(0, minute + 1),
    }),
  );
}

/** No two minutes alike, so that ranks can be told apart. */
const uneven = (i: number, times = 1): SlotMinute => {
  const wave = 1 + 0.02 * Math.sin(5 * i);
  return slot({ p50: 0.06 * wave * times, p90: 0.15 * wave * times, p99: 0.4 * wave * times });
};
const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));

test('the rank sum gives the intervals that another implementation gives', () => {
  const { low, middle, high } = shiftBetween([12, 15, 11, 19, 14, 17], [9, 10, 13, 8, 12, 11, 10]);
  expect([low + 1, middle, high].map((each) => each.toFixed(3))).toEqual(['1.000', '4.000', '9.000']);
  const other = shiftBetween([1, 2, 3, 4, 5], [1.1, 2.2, 3.1, 4.3, 5.7]);
  expect([other.low, other.high].map((each) => each.toFixed(2))).toEqual(['-4.70', '3.90']);
});

test('samples that are nearly all ties have a tiny shift, as in Kayenta', () => {
  const { low, middle } = shiftBetween([0, 0, 0, 0, 3, 3], [0, 0, 0, 0, 0, 0.2]);
  expect(low).toBeLessThanOrEqual(0);
  expect(Math.abs(middle)).toBeLessThan(1e-4);
});

describe('Kayenta', () => {
  test('looks every five minutes, and promotes a canary that is like the live slot', () => {
    expect(
      answers(
        kayenta(),
        many(30, (i) => uneven(i + 3)),
      ).at(-1),
    ).toBe('promote');
  });

  test('rolls back a canary that is slower and fails more', () => {
    const worse = many(5, (i) => ({ ...uneven(i, 1.5), errors: 5 + i }));
    expect(answers(kayenta(), worse)).toEqual(['continue', 'continue', 'continue', 'continue', 'rollback']);
  });

  test('scores no data as nothing', () => {
    expect(
      answers(
        kayenta(),
        many(5, () => silent),
      ).at(-1),
    ).toBe('rollback');
  });
});

describe('Flagger', () => {
  test('rolls back at the fifth failed check, however long ago the first one was', () => {
    const failing = slot({ errors: 2 });
    const canary = [failing, failing, slot(), silent, failing, slot(), slot({ p99: 0.6 })];
    expect(answers(flagger(), canary)).toEqual([
      'extend',
      'extend',
      'continue',
      'extend',
      'extend',
      'continue',
      'rollback',
    ]);
  });
});

describe('Argo Rollouts', () => {
  test('rolls back at the fourth failed measurement, one every five minutes', () => {
    const given = answers(
      argoRollouts(),
      many(30, () => slot({ errors: 6 })),
    );
    expect(given.indexOf('rollback')).toBe(19);
  });

  test('takes 5 % of failures for a success', () => {
    expect(
      new Set(
        answers(
          argoRollouts(),
          many(30, () => slot({ errors: 5 })),
        ),
      ),
    ).toEqual(new Set(['continue']));
  });

  test('rolls back after five measurements without data', () => {
    expect(
      answers(
        argoRollouts(),
        many(30, () => silent),
      ).indexOf('rollback'),
    ).toBe(24);
  });
});

describe('alarms', () => {
  test.each([
    {
      what: 'three bad minutes in a row',
      canary: [slot({ errors: 2 }), slot({ errors: 2 }), slot({ errors: 2 })],
      rings: true,
    },
    {
      what: 'three slow minutes in a row',
      canary: [slot({ p99: 0.6 }), slot({ p99: 0.6 }), slot({ p99: 0.6 })],
      rings: true,
    },
    { what: 'a good one between', canary: [slot({ errors: 2 }), slot(), slot({ errors: 2 })], rings: false },
    { what: 'a silent one between', canary: [slot({ errors: 2 }), silent, slot({ errors: 2 })], rings: false },
    { what: 'two', canary: [slot({ errors: 2 }), slot({ errors: 2 })], rings: false },
  ])('$what: $rings', ({ canary, rings }) => {
    expect(answers(cloudWatchAlarm(), canary).at(-1)).toBe(rings ? 'rollback' : 'continue');
  });
});
