import { describe, expect, test } from 'vitest';
import { lnBeta, lnGamma } from '#domain/judge/gamma.ts';

/** Reference values of another implementation, over every range that the function treats differently. */
const KNOWN = [
  [0.001, 6.907178885383853],
  [0.25, 1.2880225246980774],
  [0.5, 0.5723649429247],
  [1, 0],
  [1.5, -0.12078223763524526],
  [2, 0],
  [3.7, 1.428072326665388],
  [10, 12.801827480081469],
  [171.5, 709.1431630309283],
  [999.25, 5900.040263273526],
  [123456.789, 1323902.018795063],
  [999999.5, 12815497.661392707],
  [1e6, 12815504.569147611],
  [2.5e7, 400859651.97255725],
  [1e8, 1742068066.1038349],
] as const;

describe('lnGamma', () => {
  test.each(KNOWN)('of %d is right to the last digits', (x, known) => {
    expect(Math.abs(lnGamma(x) - known) / Math.max(1, Math.abs(known))).toBeLessThan(3e-15);
  });

  test('grows by ln x from x to x + 1, also where the formula changes', () => {
    for (const x of [0.3, 5, 9.5, 999_999.5]) expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(Math.log(x), 8);
  });
});

test('lnBeta(a, b) is ln of (a-1)!(b-1)!/(a+b-1)! for whole numbers', () => {
  expect(lnBeta(3, 4)).toBeCloseTo(Math.log((2 * 6) / 720), 14);
});
