import { describe, expect, it } from 'vitest';
import { describeShift, scheduleFor, targetsNeeded, weightAt } from '#domain/strategy/shift-schedule.ts';

const shiftOf = (...weights: readonly number[]) => ({
  to: 'blue' as const,
  steps: weights.map((weight) => ({ weight, bakeSeconds: 60 })),
  judging: {},
});

describe('a shift in words', () => {
  it.each([
    [[100], 'at once'],
    [[10, 100], 'in steps of 10 %, 100 %'],
    [[5, 25, 100], 'in steps of 5 %, 25 %, 100 %'],
  ])('of %j moves %s', (weights, words) => {
    expect(describeShift(shiftOf(...weights))).toBe(words);
  });
});

describe('the weight of a step', () => {
  it.each([
    [0, 10],
    [1, 40],
    [2, 100],
    [3, 100],
  ])('%i of 10, 40 and 100 is %i, and everything after the last', (step, weight) => {
    expect(weightAt(shiftOf(10, 40, 100), step)).toBe(weight);
  });
});

describe('the targets that a slot needs', () => {
  it.each([
    [10, 0, 0],
    [10, 1, 1],
    [10, 10, 1],
    [10, 11, 2],
    [10, 100, 10],
    [3, 50, 2],
    [0, 50, 1],
  ])('of a capacity of %i for %i %% are %i', (capacity, weight, targets) => {
    expect(targetsNeeded(capacity, weight)).toBe(targets);
  });
});

describe('a schedule', () => {
  const everything = { weight: 100, bakeSeconds: 60 };
  const strategyOf = (weight: number, controlShare: number) => ({
    name: 'one',
    steps: [{ weight, bakeSeconds: 30 }, everything],
    controlShare,
  });

  it('spends its last bake where the control share remains', () => {
    expect(scheduleFor(false, strategyOf(50, 5))).toEqual([
      { weight: 50, bakeSeconds: 30 },
      { weight: 95, bakeSeconds: 60 },
      { weight: 100, bakeSeconds: 0 },
    ]);
  });

  it.each([
    [95, 5],
    [96, 5],
    [50, 0],
  ])('whose last weight before everything is %i %% stays as it is with a control share of %i', (weight, share) => {
    expect(scheduleFor(false, strategyOf(weight, share))).toEqual([{ weight, bakeSeconds: 30 }, everything]);
  });

  it('moves everything at once where nothing is live', () => {
    expect(scheduleFor(true, strategyOf(50, 5))).toEqual([{ weight: 100, bakeSeconds: 0 }]);
  });
});
