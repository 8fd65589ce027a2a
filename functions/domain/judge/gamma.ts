const LANCZOS_G = 7;
const HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI);
/**
 * From here on, five terms of Stirling's series are exact to the last bits and take a third of the time of the Lanczos
 * sum.
 */
const STIRLING_FROM = 10;

/** ln Γ(x) for x > 0, accurate to about 3e-15 relative to max(1, |ln Γ|). */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  return x < STIRLING_FROM ? lanczos(x - 1) : stirling(x);
}

/** ln B(a, b), the normalizing constant of the beta distribution. */
export const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

function lanczos(z: number): number {
  const base = z + LANCZOS_G + 0.5;
  return HALF_LN_2PI + (z + 0.5) * Math.log(base) - base + Math.log(lanczosSum(z));
}

/** The published coefficients for g = 7. Unrolled, because the judge spends most of its time here. */
const lanczosSum = (z: number): number =>
  0.99999999999980993 +
  676.5203681218851 / (z + 1) -
  1259.1392167224028 / (z + 2) +
  771.32342877765313 / (z + 3) -
  176.61502916214059 / (z + 4) +
  12.507343278686905 / (z + 5) -
  0.13857109526572012 / (z + 6) +
  9.9843695780195716e-6 / (z + 7) +
  1.5056327351493116e-7 / (z + 8);

function stirling(x: number): number {
  const r = 1 / (x * x);
  const series = 1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)));
  return (x - 0.5) * Math.log(x) - x + HALF_LN_2PI + series / x;
}
