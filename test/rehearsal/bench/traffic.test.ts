import { describe, expect, test } from 'vitest';
import { CanaryTraffic } from '#rehearsal/bench/canary-traffic.ts';
import { beta, binomial, bursts, gamma, normal, poisson, wander } from '#rehearsal/bench/distributions.ts';
import { LatencyLaw, normalShare } from '#rehearsal/bench/latency-law.ts';
import { benchScenarios } from '#rehearsal/bench/scenarios.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';

describe('the laws', () => {
  test.each([
    { law: 'normal', mean: 0, variance: 1, draw: normal },
    { law: 'gamma, small', mean: 1, variance: 1, draw: (r: SeededRandom) => gamma(r, 1) },
    { law: 'gamma', mean: 40, variance: 40, draw: (r: SeededRandom) => gamma(r, 40) },
    { law: 'beta', mean: 0.2, variance: 0.16 / 11, draw: (r: SeededRandom) => beta(r, 2, 8) },
    { law: 'binomial, few', mean: 2, variance: 1.6, draw: (r: SeededRandom) => binomial(r, 10, 0.2) },
    { law: 'binomial, many', mean: 30, variance: 29.97, draw: (r: SeededRandom) => binomial(r, 30000, 0.001) },
    { law: 'Poisson, few', mean: 3, variance: 3, draw: (r: SeededRandom) => poisson(r, 3) },
    { law: 'Poisson, many', mean: 6000, variance: 6000, draw: (r: SeededRandom) => poisson(r, 6000) },
    { law: 'bursts', mean: 80, variance: 240, draw: (r: SeededRandom) => bursts(r, 20, 4) },
  ])('$law has its mean and variance', ({ law, mean, variance, draw }) => {
    const random = new SeededRandom(law);
    const drawn = Array.from({ length: 4000 }, () => draw(random));
    const average = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const spread = drawn.reduce((sum, each) => sum + (each - average) ** 2, 0) / drawn.length;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / drawn.length));
    expect(spread / variance).toBeCloseTo(1, 0.7);
  });

  test.each([
    { chance: 0, hits: 0 },
    { chance: 1, hits: 50000 },
  ])('of 50000 with a chance of $chance $hits hit', ({ chance, hits }) => {
    expect(binomial(new SeededRandom(1), 50000, chance)).toBe(hits);
  });

  test('a wandering series resembles its past', () => {
    const series = wander(new SeededRandom(3), 5000, 0.9, 2);
    const product = (lag: number) => series.slice(lag).reduce((sum, each, i) => sum + each * (series[i] as number), 0);
    expect(product(1) / product(0)).toBeCloseTo(0.9, 1);
    expect(Math.sqrt(product(0) / series.length)).toBeGreaterThan(1.7);
  });

  test('the normal law has its known points', () => {
    for (const [z, share] of [
      [0, 0.5],
      [1.2815516, 0.9],
      [-2.3263479, 0.01],
    ] as const) {
      expect(normalShare(z)).toBeCloseTo(share, 6);
    }
  });

  test('a heavier tail leaves nine of ten requests alone and doubles the slowest', () => {
    const [usual, heavy] = [new LatencyLaw(), new LatencyLaw(2)];
    const times = (share: number) => heavy.secondsAt(share, 0) / usual.secondsAt(share, 0);
    expect([times(0.5), times(0.9), times(0.99)].map((ratio) => ratio.toFixed(2))).toEqual(['1.00', '1.00', '2.00']);
    expect(usual.secondsAt(0.5, 0)).toBeCloseTo(0.064, 3);
    expect(1 - usual.shareSlowerThan(usual.secondsAt(0.93, 0.3), 0.3)).toBeCloseTo(0.93, 5);
  });
});

describe('the traffic of a canary', () => {
  const scenario = (name: string) => benchScenarios.find((each) => each.name === name)!;
  const noisy = scenario('noisy, 600 a minute');

  test('is the same for the same seed, and another for another', () => {
    const minutes = (seed: number) => [3, 9, 3].map((minute) => new CanaryTraffic(noisy, seed).minute(minute, 10));
    expect(minutes(1)).toEqual(minutes(1));
    expect(minutes(1)[0]).toEqual(minutes(1)[2]);
    expect(minutes(1)).not.toEqual(minutes(2));
  });

  test.each(benchScenarios.filter(({ schedule }) => schedule === 'half an hour'))('$name adds up', (each) => {
    const traffic = new CanaryTraffic(each, 5);
    for (const [minute, weight] of [
      [0, 1],
      [14, 10],
      [28, 100],
    ] as const) {
      const { canary, live } = traffic.minute(minute, weight);
      for (const slot of [canary, live]) {
        expect(slot.errors).toBeLessThanOrEqual(slot.requests);
        expect(slot.slow).toBeLessThanOrEqual(slot.requests);
        expect((slot.p50 ?? 0) <= (slot.p90 ?? 0) && (slot.p90 ?? 0) <= (slot.p99 ?? 0)).toBe(true);
        expect(slot.p99 === null).toBe(slot.requests === 0);
      }
      if (weight === 100) expect(live.requests).toBe(0);
    }
  });

  test('counts as slow what the percentiles say is slow', () => {
    const traffic = new CanaryTraffic(scenario('30 % slower, 60000 a minute'), 1);
    const { canary } = traffic.minute(4, 50);
    expect(canary.slow / canary.requests).toBeGreaterThan(0.06);
    expect(canary.slow / canary.requests).toBeLessThan(0.14);
    expect(canary.p90).toBeGreaterThan(0.15);
  });

  test('serves bad requests only where the build is bad', () => {
    const served = (name: string, minute: number, weight: number) =>
      Math.round(new CanaryTraffic(scenario(name), 1).minute(minute, weight).badRequests);
    expect(served('healthy, 6000 a minute', 20, 50)).toBe(0);
    expect(served('fails above 25 %, 6000 a minute', 20, 25)).toBe(0);
    expect(served('fails above 25 %, 6000 a minute', 20, 50)).toBeGreaterThan(90);
  });
});
