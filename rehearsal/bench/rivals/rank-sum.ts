import { rootBetween } from './root.ts';

/** The 98 % interval, and the middle, of how far one sample is shifted against another. */
export interface Shift {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The normal law's 1 % point. */
const Z_98 = -2.3263478740408408;
/** No shift is computed more exactly than this: among many ties the search ends close to the tied value, as Kayenta's. */
const TOLERANCE = 1e-4;

/**
 * The Mann-Whitney interval as R's `wilcox.test` gives it: those shifts for which the rank sum, corrected for
 * continuity and ties, would not be surprising.
 */
export function shiftBetween(sample: readonly number[], reference: readonly number[]): Shift {
  const x = sample.toSorted((a, b) => a - b);
  const y = reference.toSorted((a, b) => a - b);
  const least = (x[0] as number) - (y.at(-1) as number);
  const most = (x.at(-1) as number) - (y[0] as number);
  const where = (z: number) => crossing((shift) => surprise(x, y, shift) - z, least, most);
  return { low: where(-Z_98), middle: where(0), high: where(Z_98) };
}

/** Where a falling function crosses 0. */
function crossing(falling: (at: number) => number, least: number, most: number): number {
  const [first, last] = [falling(least), falling(most)];
  if (first <= 0) return least;
  if (last >= 0) return most;
  return rootBetween(falling, { at: least, value: first }, { at: most, value: last }, TOLERANCE / 4);
}

/** The rank sum of `x - shift` among `y`, in standard deviations from what equal samples would have. Both are sorted. */
function surprise(x: readonly number[], y: readonly number[], shift: number): number {
  const { pairsAbove, ties } = compare(x, y, shift);
  const [n, m] = [x.length, y.length];
  const distance = pairsAbove - (n * m) / 2;
  const variance = ((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
  return variance <= 0 ? 0 : (distance - 0.5 * Math.sign(distance)) / Math.sqrt(variance);
}

/** One walk over both: pairs in which x is the larger one (a tie is half of one), and Σ(t³ - t) over groups of ties. */
function compare(x: readonly number[], y: readonly number[], shift: number): { pairsAbove: number; ties: number } {
  let [i, j, pairsAbove, ties] = [0, 0, 0, 0];
  while (i < x.length || j < y.length) {
    const value = Math.min((x[i] ?? Infinity) - shift, y[j] ?? Infinity);
    const [xBefore, yBefore] = [i, j];
    while (i < x.length && (x[i] as number) - shift === value) i++;
    while (j < y.length && y[j] === value) j++;
    const [equalX, equalY] = [i - xBefore, j - yBefore];
    pairsAbove += equalX * (yBefore + equalY / 2);
    ties += (equalX + equalY) ** 3 - (equalX + equalY);
  }
  return { pairsAbove, ties };
}
