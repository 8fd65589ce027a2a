import { describe, expect, it } from 'vitest';
import { policyOf, readingFor, slowSecondsOf } from '#domain/canary/policy.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { Judging } from '#domain/strategy/strategy.ts';

const shiftWith = (judging: Judging) => ({
  to: 'blue' as const,
  steps: [
    { weight: 10, bakeSeconds: 300 },
    { weight: 100, bakeSeconds: 90 },
  ],
  judging,
});

const metric = (more: Partial<OwnMetric>): OwnMetric => ({
  ...{ name: 'orders', namespace: 'Shop', metric: 'OrdersPerVisit', statistic: 'Average', dimensions: {} },
  worse: 'higher',
  ...more,
});

describe('a response', () => {
  it.each([
    [{}, 0.5],
    [{ slowMilliseconds: 250 }, 0.25],
    [{ slowMilliseconds: 3000 }, 3],
  ])('is slow with %j when it takes longer than %f s', (judging, seconds) => {
    expect(slowSecondsOf(shiftWith(judging))).toBe(seconds);
  });
});

describe('the policy of a shift', () => {
  it('is the usual one where the strategy says nothing', () => {
    expect(policyOf(shiftWith({}))).toEqual({
      steps: [
        { weight: 10, minutes: 5 },
        { weight: 100, minutes: 2 },
      ],
      falseRollbackBudget: 0.01,
      maxExtensionMinutes: 30,
      warmupMinutes: 2,
      errorMargin: { ratio: 1.25, absolute: 0.0003 },
      slowMargin: { ratio: 1.2, absolute: 0.005 },
      latencyMargins: { p50: 1.1, p90: 1.1, p99: 1.15 },
      toleratedDamage: 0.02,
      missedDamage: { interim: 0.1, final: 0.05 },
      freeRequestsPerMinute: 25,
      suspicion: 2,
      checks: [],
    });
  });

  it('takes the false rollback budget and the extension from the strategy, each without the other', () => {
    expect(policyOf(shiftWith({ falseRollbackBudget: 0.001 }))).toMatchObject({
      falseRollbackBudget: 0.001,
      maxExtensionMinutes: 30,
    });
    expect(policyOf(shiftWith({ maxExtensionMinutes: 5 }))).toMatchObject({
      falseRollbackBudget: 0.01,
      maxExtensionMinutes: 5,
    });
    expect(policyOf(shiftWith({ maxExtensionMinutes: 0 })).maxExtensionMinutes).toBe(0);
  });

  it('changes only the margins that the strategy names', () => {
    const margins = { errors: { ratio: 2 }, slow: { absolute: 0.01 }, p90: 1.5 };
    expect(policyOf(shiftWith({ margins }))).toMatchObject({
      errorMargin: { ratio: 2, absolute: 0.0003 },
      slowMargin: { ratio: 1.2, absolute: 0.01 },
      latencyMargins: { p50: 1.1, p90: 1.5, p99: 1.15 },
    });
  });

  it.each([
    [
      'a limit that must not be exceeded',
      { limit: 80 },
      { kind: 'value-limit', of: 'orders', max: 80, critical: true },
    ],
    [
      'a limit that must be reached, as its reciprocal',
      { limit: 80, worse: 'lower' },
      { kind: 'value-limit', of: 'orders', max: 0.0125, critical: true },
    ],
    ['a margin', { margin: 1.5 }, { kind: 'compared-value', of: 'orders', margin: 1.5, critical: true }],
    ['nothing, with the usual margin', {}, { kind: 'compared-value', of: 'orders', margin: 1.2, critical: true }],
    [
      'that it is not critical',
      { critical: false },
      { kind: 'compared-value', of: 'orders', margin: 1.2, critical: false },
    ],
  ] as const)('checks a metric of the user that names %s', (_, more, check) => {
    expect(policyOf(shiftWith({ metrics: [metric(more)] })).checks).toEqual([check]);
  });
});

describe('a value of a metric of the user', () => {
  it.each([
    [5, 'higher', 5],
    [5, 'lower', 0.2],
    [0, 'higher', 0],
    [0, 'lower', 1e9],
  ] as const)('of %f, of which %s is worse, is judged as %f', (value, worse, reading) => {
    expect(readingFor(value, { worse })).toBeCloseTo(reading, 6);
  });
});
