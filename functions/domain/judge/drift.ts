/**
 * How much the two slots differ from minute to minute while they run equally good versions (τ, a standard deviation of
 * a log ratio), because hosts, zones and caches vary. It is learned from the changes between successive minutes, never
 * from the level, so that a constant regression is not mistaken for noise.
 */
export interface Drift {
  readonly sum: number;
  readonly weight: number;
  readonly previous: Difference | undefined;
}

/** A log ratio canary : live, and the variance that counting alone gives it. */
export interface Difference {
  readonly d: number;
  readonly v: number;
}

/** The prior has the weight of this many minutes. */
const PRIOR_MINUTES = 10;
const SMALLEST_SUM = 1e-5;
/** A drift of 0.1 %: real services are never steadier, and the likelihood remains computable. */
const SMALLEST_VARIANCE = 1e-6;

export const priorDrift = (tau: number): Drift => ({
  sum: PRIOR_MINUTES * tau * tau,
  weight: PRIOR_MINUTES,
  previous: undefined,
});

export const driftVariance = ({ sum, weight }: Drift): number => Math.max(SMALLEST_VARIANCE, sum / weight);

/** @param noisiest above this counting variance, a minute contains no information about drift */
export function learnDrift(drift: Drift, now: Difference, noisiest: number): Drift {
  if (now.v > noisiest) return { ...drift, previous: undefined };
  if (drift.previous === undefined) return { ...drift, previous: now };
  const { d, v } = drift.previous;
  const tau2 = driftVariance(drift);
  const counting = (now.v + v) / 2;
  // 1.5 overestimates the noise on purpose. The upper limit prevents one jump from making the test insensitive.
  const squared = Math.min(1.5 * ((now.d - d) ** 2 / 2 - counting), 9 * tau2 + 0.02);
  const weight = tau2 / (tau2 + counting);
  return {
    sum: Math.max(SMALLEST_SUM, drift.sum + weight * squared),
    weight: drift.weight + weight,
    previous: now,
  };
}
