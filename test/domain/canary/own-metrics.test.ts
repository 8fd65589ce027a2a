import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf, readingFor } from '#domain/canary/policy.ts';
import { judge } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';

const metric = (more: Partial<OwnMetric>): OwnMetric => ({
  name: 'orders',
  namespace: 'Shop',
  metric: 'OrdersPerVisit',
  statistic: 'Average',
  dimensions: {},
  worse: 'higher',
  ...more,
});

const verdictFor = (own: OwnMetric, canary: readonly number[], lives: number | readonly number[]) => {
  const live = (minute: number) => (typeof lives === 'number' ? lives : (lives[minute] ?? 0));
  const shift: ShiftPlan = {
    to: 'blue',
    steps: [
      { weight: 20, bakeSeconds: 60 * canary.length },
      { weight: 100, bakeSeconds: 300 },
    ],
    judging: { metrics: [own] },
  };
  const usual = { errors: 0, p50: 0.05, p90: 0.1, p99: 0.2 };
  const minutes = canary.map((value, minute): Minute => ({
    minute,
    step: 0,
    canary: { ...usual, requests: 2000, slow: 20, metrics: { orders: readingFor(value, own) } },
    live: { ...usual, requests: 8000, slow: 80, metrics: { orders: readingFor(live(minute), own) } },
  }));
  return judge(policyOf(shift), minutes);
};

const always = (value: number) => Array.from({ length: 10 }, () => value);

describe('a metric of the user’s own', () => {
  it.each([
    ['fewer is worse, and there is nothing left', metric({ worse: 'lower', margin: 1.2 }), 0, 100],
    ['fewer is worse, and the limit is missed altogether', metric({ worse: 'lower', limit: 5 }), 0, 100],
    ['more is worse, and there is ten times as much', metric({ margin: 1.2 }), 100, 10],
  ] as const)('sends a version back where %s', (_, own, canary, live) => {
    expect(verdictFor(own, always(canary), live).decision).toBe('rollback');
  });

  it('sends a version back that was well until there was nothing left', () => {
    const own = metric({ worse: 'lower', margin: 1.2 });
    expect(verdictFor(own, [100, 100, 100, 100, 100, 0, 0, 0, 0, 0], 100).decision).toBe('rollback');
  });

  it('does not pass a version that has something where the live one has nothing: the two cannot be compared', () => {
    expect(verdictFor(metric({ margin: 1.2 }), always(500), 0).decision).not.toBe('advance');
  });

  it('is not known where one minute can be compared and the others cannot', () => {
    const mostlySilent = [10, 10, 10, 0, 0, 0, 0, 0, 0, 0];
    const { decision, explanation } = verdictFor(metric({ margin: 1.2 }), always(10), mostlySilent);
    expect(decision).toBe('extend');
    expect(explanation).toContain("The live slot's orders is too low to compare with.");
  });

  it('keeps its limit when the live version reads nothing for a minute', () => {
    const own = metric({ worse: 'lower', limit: 50 });
    const onceSilent = [100, 100, 100, 0, 100, 100, 100, 100, 100, 100];
    expect(verdictFor(own, always(10), onceSilent)).toMatchObject({ decision: 'rollback', suspendedLimits: [] });
  });

  it('lets its limit rest while the live version is below it, too', () => {
    const own = metric({ worse: 'lower', limit: 50 });
    expect(verdictFor(own, always(10), always(10)).suspendedLimits).toEqual(['orders limit']);
  });

  it('passes two that have nothing alike', () => {
    expect(verdictFor(metric({ margin: 1.2 }), always(0), 0).decision).toBe('advance');
  });

  it('that is not critical is told of, and decides nothing', () => {
    const { decision, explanation } = verdictFor(metric({ margin: 1.2, critical: false }), always(100), 10);
    expect(decision).toBe('advance');
    expect(explanation).toContain('For information only: orders, 10 times the live slot.');
  });

  it('never makes evidence that is no number', () => {
    const value = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e12, noNaN: true }));
    const own = fc.record({ worse: fc.constantFrom('higher' as const, 'lower' as const), margin: fc.constant(1.2) });
    fc.assert(
      fc.property(own, fc.array(value, { minLength: 3, maxLength: 20 }), value, (more, canary, live) => {
        expect(verdictFor(metric(more), canary, live).evidence).not.toBeNaN();
      }),
    );
  });
});
