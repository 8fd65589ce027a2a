/** A point, and the value of a function there. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * Brent's search for a root between two points on either side of it. It interpolates where that is quicker than
 * halving, and ends on the better side of a jump, not on the jump: so does the search in Kayenta.
 */
export function rootBetween(f: (at: number) => number, from: Point, to: Point, tolerance: number): number {
  let [previous, current, opposite] = [from, to, from];
  let stepBefore = 0;
  let step = 0;
  for (;;) {
    if (previous.value > 0 !== current.value > 0) {
      opposite = previous;
      stepBefore = step = current.at - previous.at;
    }
    if (Math.abs(opposite.value) < Math.abs(current.value))
      [previous, current, opposite] = [current, opposite, current];
    const least = (tolerance + 4 * Number.EPSILON * Math.abs(current.at)) / 2;
    const half = (opposite.at - current.at) / 2;
    if (current.value === 0 || Math.abs(half) < least) return current.at;
    const guess = interpolated(previous, current, opposite, stepBefore, least);
    const isUseful = 2 * Math.abs(guess) < Math.min(Math.abs(stepBefore), 3 * Math.abs(half) - least);
    [stepBefore, step] = isUseful ? [step, guess] : [half, half];
    previous = current;
    const at = current.at + (Math.abs(step) > least ? step : Math.sign(half) * least);
    current = { at, value: f(at) };
  }
}

/** How far to step for a straight line through two points, or an inverse parabola through three, to pass 0. */
function interpolated(previous: Point, current: Point, opposite: Point, stepBefore: number, least: number): number {
  if (Math.abs(stepBefore) <= least || Math.abs(current.value) >= Math.abs(previous.value)) return Infinity;
  if (previous.at === opposite.at) return -current.value / slope(previous, current);
  const [before, across] = [slope(previous, current), slope(opposite, current)];
  return (
    (-current.value * (opposite.value * across - previous.value * before)) /
    (across * before * (opposite.value - previous.value))
  );
}

const slope = (a: Point, b: Point): number => (a.value - b.value) / (a.at - b.at);
