import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleFor } from '#domain/strategy/shift-schedule.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import { type Strategy, withWish } from '#domain/strategy/strategy.ts';
import { StrategyWishSchema } from '#wire/strategy.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';

const cpu: OwnMetric = {
  name: 'cpu',
  namespace: 'AWS/ECS',
  metric: 'CPUUtilization',
  statistic: 'Average',
  dimensions: { ServiceName: '{ecsService}' },
  worse: 'higher',
  limit: 80,
};
const queue: OwnMetric = { ...cpu, name: 'queue', metric: 'Waiting', limit: 100 };
const quick = [{ weight: 100, bakeSeconds: 60 }];

const configured: Strategy = {
  name: 'careful',
  steps: [
    { weight: 10, bakeSeconds: 600 },
    { weight: 100, bakeSeconds: 600 },
  ],
  limits: { errorRate: 0.01, p99Milliseconds: 300 },
  margins: { errors: { ratio: 1.5 }, p99: 1.3 },
  onInconclusive: 'roll back',
  metrics: [cpu],
};

describe('a request for a deployment', () => {
  it.each([
    ['nothing', {}, {}],
    ['steps', { steps: quick }, { name: 'custom', steps: quick }],
    ['steps with a name', { name: 'quick', steps: quick }, { name: 'quick', steps: quick }],
    ['one limit', { limits: { errorRate: 0.02 } }, { limits: { errorRate: 0.02, p99Milliseconds: 300 } }],
    [
      'parts of margins',
      { margins: { errors: { absolute: 0.001 }, p50: 1.2 } },
      { margins: { errors: { ratio: 1.5, absolute: 0.001 }, p99: 1.3, p50: 1.2 } },
    ],
    ['whom to ask', { onInconclusive: 'hold' }, { onInconclusive: 'hold' }],
    ['one more metric', { metrics: [queue] }, { metrics: [cpu, queue] }],
    ['a metric anew', { metrics: [{ ...cpu, limit: 95 }] }, { metrics: [{ ...cpu, limit: 95 }] }],
    [
      'a preset',
      'canary-watch',
      { ...strategyPresets['canary-watch'], limits: { errorRate: 0.001, p99Milliseconds: 200 } },
    ],
    [
      'a preset and a limit',
      { preset: 'canary-watch', limits: { errorRate: 0.002 } },
      { ...strategyPresets['canary-watch'], limits: { errorRate: 0.002, p99Milliseconds: 200 } },
    ],
  ])('that names %s leaves the rest as configured', (_, wish, changed) => {
    expect(withWish(configured, StrategyWishSchema.parse(wish))).toEqual({ ...configured, ...changed });
  });

  it.each([
    ['an unknown preset', 'canary-wach'],
    ['a preset and steps', { preset: 'rolling', steps: quick }],
    ['a limit and a margin for one metric', { metrics: [{ ...cpu, margin: 2 }] }],
    ['a metric by the name of ours', { metrics: [{ ...cpu, name: 'errors' }] }],
    ['a margin that no version could keep', { margins: { p99: 0.9 } }],
    ['an unknown field', { pause: 5 }],
  ])('is refused with %s', (_, wish) => {
    expect(StrategyWishSchema.safeParse(wish).success).toBe(false);
  });
});

describe('a control share', () => {
  const schedule = (controlShare: number | undefined, ...steps: [number, number][]) =>
    scheduleFor(false, {
      name: 'one',
      steps: steps.map(([weight, bakeSeconds]) => ({ weight, bakeSeconds })),
      ...(controlShare !== undefined && { controlShare }),
    }).map(({ weight, bakeSeconds }) => [weight, bakeSeconds]);

  it.each([
    ['none', undefined, [[100, 60]]],
    [
      'five percent',
      5,
      [
        [95, 60],
        [100, 0],
      ],
    ],
  ] as const)('of %s decides where the last bake is spent', (_, share, expected) => {
    expect(schedule(share, [100, 60])).toEqual(expected);
  });

  it('leaves a schedule as it is that keeps less already', () => {
    expect(schedule(5, [98, 60], [100, 60])).toEqual([
      [98, 60],
      [100, 60],
    ]);
  });

  it('takes no longer, always grows and ends with everything', () => {
    const weights = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 19 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 50 }), (some, share) => {
        const steps = [...some.sort((a, b) => a - b), 100].map((weight) => [weight, 60] as [number, number]);
        const made = schedule(share, ...steps);
        const grown = made.map(([weight = 0]) => weight);
        expect(grown).toEqual([...new Set(grown)].sort((a, b) => a - b));
        expect(grown.at(-1)).toBe(100);
        const seconds = (of: number[][]) => of.reduce((sum, [, bake = 0]) => sum + bake, 0);
        expect(seconds(made)).toBe(seconds(steps));
      }),
    );
  });
});
