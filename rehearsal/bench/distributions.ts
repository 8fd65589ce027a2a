import type { SeededRandom } from '../simulator/random.ts';

/** Below this many events counting them one by one is quicker than splitting. */
const FEW = 12;

/** The standard normal law (polar method). */
export function normal(random: SeededRandom): number {
  for (;;) {
    const [u, v] = [2 * random.next() - 1, 2 * random.next() - 1];
    const square = u * u + v * v;
    if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** The gamma law of this shape, at least 1, with scale 1 (Marsaglia and Tsang). */
export function gamma(random: SeededRandom, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Where the a-th smallest of a + b - 1 uniform numbers lies. */
export function beta(random: SeededRandom, a: number, b: number): number {
  const [x, y] = [gamma(random, a), gamma(random, b)];
  return x / (x + y);
}

/** How many of n events occur, each with this probability. The median of n uniform numbers halves n until it is small. */
export function binomial(random: SeededRandom, n: number, chance: number): number {
  let hits = 0;
  let [left, p] = [n, Math.min(1, Math.max(0, chance))];
  while (left > FEW && p > 0 && p < 1) {
    const middle = Math.ceil(left / 2);
    const at = beta(random, middle, left + 1 - middle);
    if (at <= p) {
      hits += middle;
      [left, p] = [left - middle, (p - at) / (1 - at)];
    } else [left, p] = [middle - 1, p / at];
  }
  if (p <= 0 || p >= 1) return p <= 0 ? hits : hits + left;
  for (; left > 0; left--) if (random.chance(p)) hits += 1;
  return hits;
}

/** How many independent events happen when so many are expected. The time of a late one halves them until they are few. */
export function poisson(random: SeededRandom, expected: number): number {
  let count = 0;
  let left = expected;
  while (left > FEW) {
    const late = Math.floor((7 / 8) * left);
    const time = gamma(random, late);
    if (time > left) return count + binomial(random, late - 1, left / time);
    count += late;
    left -= time;
  }
  const limit = Math.exp(-left);
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}

/** The sum of so many bursts, each at least 1 and `mean` on average (geometric). */
export const bursts = (random: SeededRandom, count: number, mean: number): number =>
  count === 0 || mean <= 1 ? count : count + poisson(random, gamma(random, count) * (mean - 1));

/** A series that wanders around 0 with this spread, each value resembling the one before (an AR(1) process). */
export function wander(random: SeededRandom, length: number, resemblance: number, spread: number): number[] {
  const series = [spread * normal(random)];
  const step = spread * Math.sqrt(1 - resemblance ** 2);
  while (series.length < length) series.push(resemblance * (series.at(-1) as number) + step * normal(random));
  return series;
}
