import { describe, expect, test } from 'vitest';
import { overdispersionOf, learnDispersion, priorDispersion } from '#domain/judge/dispersion.ts';
import { driftVariance, learnDrift, priorDrift } from '#domain/judge/drift.ts';
import { failsAlone, failsPlainly } from '#domain/judge/fast-path.ts';
import { rateOf, tilt, toleratedRatio } from '#domain/judge/margins.ts';
import { evidenceOf, foldMinute, unstaked } from '#domain/judge/mixture.ts';
import { isEnough, shareThere, toleratedExcess } from '#domain/judge/sufficiency.ts';
import { minutes, nothing, served } from './minutes.ts';

describe('the margin', () => {
  test.each([
    { liveRate: 0.02, tolerated: 1.25 },
    { liveRate: 0.0003, tolerated: 2 },
    { liveRate: 0.0001, tolerated: 4 },
  ])('is $tolerated times at a live error rate of $liveRate', ({ liveRate, tolerated }) => {
    expect(toleratedRatio({ ratio: 1.25, absolute: 0.0003 }, liveRate)).toBeCloseTo(tolerated, 12);
  });

  test('starts from a believed rate that the data soon outweigh', () => {
    const prior = { rate: 0.001, requests: 500 };
    expect(rateOf({ requests: 0, hits: 0 }, prior)).toBe(0.001);
    expect(rateOf({ requests: 99_500, hits: 1999.5 }, prior)).toBeCloseTo(0.02, 12);
  });

  test('tilts an even share of the errors to three quarters at three times the odds', () => {
    expect(tilt(0.5, 3)).toBeCloseTo(0.75, 12);
  });
});

describe('bursts', () => {
  const group = (errors: number, requests = 1000) => ({ errors, requests });

  test('are believed to be 2 before anything is seen, and stay at least 1', () => {
    expect(overdispersionOf(priorDispersion)).toBe(2);
    let even = priorDispersion;
    for (let i = 0; i < 50; i++) even = learnDispersion(even, group(10), group(10));
    expect(overdispersionOf(even)).toBe(1);
  });

  test('are learned from what changes between minutes', () => {
    const first = learnDispersion(priorDispersion, group(0), group(5));
    // (6 - 3)² / 1.5 = 6 from the canary, nothing from the live slot.
    expect(overdispersionOf(learnDispersion(first, group(6), group(5)))).toBeCloseTo((10 + 6 + 0) / 7, 12);
  });

  test('are not learned from a constant difference between the slots, nor from a flood', () => {
    let constant = priorDispersion;
    let flood = priorDispersion;
    for (let i = 0; i < 50; i++) {
      constant = learnDispersion(constant, group(25), group(1));
      flood = learnDispersion(flood, group(i % 2 === 0 ? 0 : 500), group(0));
    }
    expect(overdispersionOf(constant)).toBe(1);
    expect(overdispersionOf(flood)).toBe(2);
  });

  test('need traffic in both minutes of a pair', () => {
    const silent = learnDispersion(priorDispersion, group(0, 0), group(3));
    expect(overdispersionOf(learnDispersion(silent, group(3), group(3)))).toBeCloseTo(10 / 6, 12);
  });
});

describe('drift', () => {
  test('is learned from jumps, not from the level', () => {
    let level = priorDrift(0.1);
    let jumps = priorDrift(0.1);
    for (let i = 0; i < 60; i++) {
      level = learnDrift(level, { d: 2, v: 0.001 }, 0.25);
      jumps = learnDrift(jumps, { d: i % 2, v: 0.001 }, 0.25);
    }
    expect(driftVariance(level)).toBeLessThan(0.002);
    expect(driftVariance(jumps)).toBeGreaterThan(0.1);
  });

  test('is not learned from minutes with too few hits, nor across them', () => {
    const before = learnDrift(priorDrift(0.1), { d: 0, v: 0.001 }, 0.25);
    const noisy = learnDrift(before, { d: 5, v: 0.3 }, 0.25);
    expect(driftVariance(learnDrift(noisy, { d: 5, v: 0.001 }, 0.25))).toBe(driftVariance(before));
  });

  test('never gets so small that the likelihood cannot be computed', () => {
    expect(driftVariance({ sum: 0, weight: 100, previous: undefined })).toBe(1e-6);
  });
});

describe('the running bets', () => {
  const prior = [0.5, 0.5];

  test('keep the fortune at 1 while nothing is learned', () => {
    const after = foldMinute(unstaked(prior), prior, [0, 0], 3, 0.4);
    expect(evidenceOf(after)).toBeCloseTo(1, 15);
    expect(after.staked).toBe(0.4);
  });

  test('win at most what one minute may prove', () => {
    const after = foldMinute(unstaked(prior), prior, [1000, 1000], Math.log(30), 0.5);
    expect(evidenceOf(after)).toBeCloseTo(0.5 * 30 + 0.5, 12);
  });

  test('never stake more than there is', () => {
    const twice = foldMinute(foldMinute(unstaked(prior), prior, [0, 0], 3, 0.8), prior, [0, 0], 3, 0.8);
    expect(twice.staked).toBe(1);
  });
});

describe('a plain failure', () => {
  test.each([
    { what: 'half of 20 requests fail', canary: { requests: 20, errors: 10 }, live: {}, fails: true },
    { what: 'nearly half of them', canary: { requests: 20, errors: 9 }, live: {}, fails: false },
    { what: 'all of 19', canary: { requests: 19, errors: 19 }, live: {}, fails: false },
    { what: 'half while the live slot fails too', canary: { errors: 500 }, live: { errors: 100 }, fails: false },
    { what: 'half without a live slot', canary: { errors: 500 }, live: nothing, fails: true },
  ])('in one minute: $what -> $fails', ({ canary, live, fails }) => {
    expect(failsPlainly([{ minute: 0, step: 0, canary: served(canary), live: served(live) }])).toBe(fails);
  });

  test('in five minutes: 8 of 10 requests', () => {
    const few = (errors: number) => minutes(5, (i) => ({ canary: { requests: 2, errors: i < errors ? 2 : 0 } }));
    expect(failsPlainly(few(4))).toBe(true);
    expect(failsPlainly(few(3))).toBe(false);
    expect(failsPlainly(few(4).slice(1))).toBe(false);
  });
});

describe('failing alone, at 100 %', () => {
  const prior = { rate: 0.001, requests: 500 };
  const live = { requests: 9500, hits: 9.5 };
  const minute = (errors: number) => ({ minute: 9, step: 1, canary: served({ errors }), live: nothing });

  test.each([
    { errors: 21, fails: false },
    { errors: 22, fails: true },
  ])('$errors of 1000, where the live slot had 0.1 %: $fails', ({ errors, fails }) => {
    expect(failsAlone(minute(errors), live, prior, [])).toBe(fails);
  });

  test('is measured by the worst of the last minutes with a live slot', () => {
    const shared = minutes(1, () => ({ live: { errors: 50 } }));
    expect(failsAlone(minute(150), live, prior, shared)).toBe(false);
    expect(failsAlone(minute(201), live, prior, shared)).toBe(true);
  });
});

test('a canary at a small next weight may be proportionally worse, slow answers five times as much', () => {
  expect(toleratedExcess(0.02, 100)).toEqual({ errors: 0.02, slow: 0.1 });
  expect(toleratedExcess(0.02, 10)).toEqual({ errors: 0.2, slow: 1 });
});

test.each([
  { errors: 3, slow: 4, enough: true, there: 1 },
  { errors: 3, slow: 1.5, enough: false, there: 0.5 },
  { errors: -2, slow: 4, enough: false, there: 0 },
])('data is enough when errors and slow answers both are: $errors and $slow of 3', ({ enough, there, ...support }) => {
  const sufficiency = { ...support, need: 3, excess: toleratedExcess(0.02, 100) };
  expect([isEnough(sufficiency), shareThere(sufficiency)]).toEqual([enough, there]);
});
