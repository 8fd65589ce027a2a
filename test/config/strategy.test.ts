import { describe, expect, it } from 'vitest';
import { maximumStrategySeconds, StrategySchema } from '#wire/strategy.ts';

const strategy = (...steps: (readonly [weight: number, bakeSeconds: number])[]) => ({
  name: 'custom',
  steps: steps.map(([weight, bakeSeconds]) => ({ weight, bakeSeconds })),
});

const accepts = (value: unknown) => StrategySchema.safeParse(value).success;

describe('a strategy', () => {
  it.each([
    ['one step', strategy([100, 0])],
    ['the longest bake', strategy([100, maximumStrategySeconds])],
    ['limits', { ...strategy([100, 0]), limits: { errorRate: 1 } }],
  ])('with %s is accepted', (_, value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    ['no name', { ...strategy([100, 0]), name: '' }],
    ['no step', strategy()],
    ['weight 0', strategy([0, 60], [100, 0])],
    ['weight 101', strategy([101, 0])],
    ['part of a percent', strategy([0.5, 60], [100, 0])],
    ['weights that stay', strategy([50, 60], [50, 60], [100, 0])],
    ['weights that fall', strategy([50, 60], [20, 60], [100, 0])],
    ['an end before 100', strategy([10, 60], [99, 0])],
    ['a bake before it began', strategy([100, -1])],
    ['36 hours and a second', strategy([5, maximumStrategySeconds], [100, 1])],
    ['a limit beyond everything', { ...strategy([100, 0]), limits: { errorRate: 1.1 } }],
    ['a limit of no time', { ...strategy([100, 0]), limits: { p99Milliseconds: 0 } }],
    ['an unknown field', { ...strategy([100, 0]), pause: 5 }],
  ])('with %s is refused', (_, value) => {
    expect(accepts(value)).toBe(false);
  });

  it('has at most 20 steps', () => {
    const growing = (count: number) =>
      strategy(...Array.from({ length: count }, (_, i) => [101 - count + i, 1] as const));
    expect(accepts(growing(20))).toBe(true);
    expect(accepts(growing(21))).toBe(false);
  });
});
