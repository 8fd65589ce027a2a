/**
 * Response times of an ordinary web service: nine of ten requests are quick (a lognormal law around 60 ms), one of ten
 * does real work (around 200 ms). A heavier tail multiplies what lies beyond the 90th percentile, fully from the 99th on.
 */
export class LatencyLaw {
  readonly #shares: readonly number[];
  readonly #logSeconds: readonly number[];

  constructor(tail = 1) {
    this.#shares = base.map(({ share }) => share);
    this.#logSeconds = base.map(({ share, logSeconds }) => logSeconds + Math.log(1 + (tail - 1) * inTail(share)));
  }

  /** The time within which this share is answered, everything being e^shift times as slow. */
  secondsAt(share: number, shift: number): number {
    return Math.exp(interpolate(this.#shares, this.#logSeconds, share) + shift);
  }

  shareSlowerThan(seconds: number, shift: number): number {
    return 1 - interpolate(this.#logSeconds, this.#shares, Math.log(seconds) - shift);
  }
}

const [FASTEST, SLOWEST, POINTS] = [Math.log(1e-3), Math.log(100), 4000];
/** Beyond it the table would be flat. */
const RAREST = 1e-6;

const base = Array.from({ length: POINTS }, (_, i) => {
  const logSeconds = FASTEST + ((SLOWEST - FASTEST) * i) / (POINTS - 1);
  const share =
    0.9 * normalShare((logSeconds - Math.log(0.06)) / 0.5) + 0.1 * normalShare((logSeconds - Math.log(0.2)) / 0.6);
  return { share, logSeconds };
}).filter(({ share }) => share > RAREST && share < 1 - RAREST);

function inTail(share: number): number {
  const s = Math.min(1, Math.max(0, (share - 0.9) / 0.09));
  return s * s * (3 - 2 * s);
}

/** The normal law's share below z, right to 1e-7 (Abramowitz and Stegun 7.1.26 in the form of Numerical Recipes). */
export function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const coefficients = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  ];
  const series = coefficients.reduce((sum, coefficient) => sum * t + coefficient, 0) * t - 1.26551223;
  const tail = 0.5 * t * Math.exp(series - x * x);
  return z > 0 ? 1 - tail : tail;
}

/** Both lists rise; outside of them the nearest end holds. */
function interpolate(from: readonly number[], to: readonly number[], x: number): number {
  let [low, high] = [0, from.length - 1];
  if (x <= (from[low] as number)) return to[low] as number;
  if (x >= (from[high] as number)) return to[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= x) low = middle;
    else high = middle;
  }
  const [left, right] = [from[low] as number, from[high] as number];
  const part = (x - left) / (right - left);
  return (1 - part) * (to[low] as number) + part * (to[high] as number);
}
