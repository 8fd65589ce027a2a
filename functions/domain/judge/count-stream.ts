import { overdispersionOf, type Dispersion, learnDispersion, priorDispersion } from './dispersion.ts';
import { type Drift, driftVariance, learnDrift, priorDrift } from './drift.ts';
import { lnBeta } from './gamma.ts';
import { type CountMargin, rateOf, type RatePrior, type Served, tilt, toleratedRatio } from './margins.ts';
import { readingOf, type SlotMinute } from './minute.ts';
import { evidenceOf, foldMinute, type Mixture, unstaked } from './mixture.ts';

/** Errors or slow responses, compared minute by minute, given their total in both slots. */
export interface CountStream {
  readonly mixture: Mixture;
  readonly drift: Drift;
  readonly dispersion: Dispersion;
  readonly live: Served;
  readonly observed: number;
  readonly expected: number;
}

export interface CountPolicy {
  /** `errors`, `slow`, or the name of a metric that the user added. */
  readonly count: string;
  readonly margin: CountMargin;
  readonly prior: RatePrior;
  readonly drift: number;
  readonly overdispersed: boolean;
  readonly cap: number;
}

/** The odds ratios beyond the margin that are bet on, from a quarter worse to a complete failure. */
export const SIZES = [1.25, 1.5, 2, 3, 5, 10, 40, 200] as const;
export const PRIOR = [0.1, 0.15, 0.2, 0.15, 0.12, 0.1, 0.09, 0.09] as const;
/** A minute without hits provides no evidence. */
const NO_EVIDENCE: readonly number[] = SIZES.map(() => 0);
/** Above this variance (that of a log count below 4) a minute contains no information about drift. */
const NOISIEST = 0.25;

export const startCounts = ({ drift }: Pick<CountPolicy, 'drift'>): CountStream => ({
  mixture: unstaked(PRIOR),
  drift: priorDrift(drift),
  dispersion: priorDispersion,
  live: { requests: 0, hits: 0 },
  observed: 0,
  expected: 0,
});

export const countEvidence = ({ mixture }: CountStream): number => evidenceOf(mixture);

export const overdispersionOfStream = (stream: CountStream, { overdispersed }: CountPolicy): number =>
  overdispersed ? overdispersionOf(stream.dispersion) : 1;

export const liveRate = ({ live }: CountStream, { prior }: CountPolicy): number => rateOf(live, prior);

/** Margin, overdispersion and drift come from earlier minutes; only the counts come from this one. */
export function foldCounts(
  stream: CountStream,
  policy: CountPolicy,
  canary: SlotMinute,
  live: SlotMinute,
  stake: number,
): CountStream {
  const x = hitsOf(canary, policy.count);
  const y = hitsOf(live, policy.count);
  if (x === undefined || y === undefined) return stream;
  const overdispersion = overdispersionOfStream(stream, policy);
  const tolerated = toleratedRatio(policy.margin, liveRate(stream, policy));
  const ratios = logRatios(
    { x, n: canary.requests, y, m: live.requests },
    overdispersion,
    driftVariance(stream.drift),
    tolerated,
  );
  return {
    mixture: foldMinute(stream.mixture, PRIOR, ratios, policy.cap, stake),
    drift: learnDrift(stream.drift, difference(x, canary.requests, y, live.requests, overdispersion), NOISIEST),
    dispersion: learnDispersion(
      stream.dispersion,
      { requests: canary.requests, errors: x },
      { requests: live.requests, errors: y },
    ),
    live: { requests: stream.live.requests + live.requests, hits: stream.live.hits + y },
    observed: stream.observed + x,
    expected: stream.expected + canary.requests * (y / live.requests),
  };
}

/** A failed response may be counted in the minute after its request, so hits are limited to the requests. */
function hitsOf(slot: SlotMinute, count: string): number | undefined {
  const hits = readingOf(slot, count);
  return hits === undefined ? undefined : Math.min(hits, slot.requests);
}

const difference = (x: number, n: number, y: number, m: number, overdispersion: number) => ({
  d: Math.log((x + 0.5) / (y + 0.5)) - Math.log(n / m),
  v: overdispersion / (x + 0.5) + overdispersion / (y + 0.5),
});

interface Counts {
  readonly x: number;
  readonly n: number;
  readonly y: number;
  readonly m: number;
}

function logRatios({ x, n, y, m }: Counts, overdispersion: number, tau2: number, tolerated: number): readonly number[] {
  if (x + y === 0) return NO_EVIDENCE;
  const share = n / (n + m);
  // If there are more hits than misses, the misses are the rarer event. Then they are counted, and "worse" means fewer.
  const mostlyHits = x + y > (n + m) / 2;
  const [mine, theirs] = mostlyHits ? [n - x, m - y] : [x, y];
  const odds = (ratio: number) => (mostlyHits ? 1 / ratio : ratio);
  if (mine + theirs === 0) return NO_EVIDENCE;
  const fit = (ratio: number) =>
    logLikelihood(mine / overdispersion, theirs / overdispersion, tilt(share, odds(ratio)), tau2);
  const notWorse = fit(tolerated);
  return SIZES.map((size) => fit(tolerated * size) - notWorse);
}

/**
 * The canary's share of the hits is beta-binomial: binomial, with a share whose log odds vary by τ. This variation
 * limits what a single large minute can prove. Terms that do not depend on the share are omitted.
 */
function logLikelihood(mine: number, theirs: number, share: number, tau2: number): number {
  const concentration = Math.max(1 / (tau2 * share * (1 - share)) - 1, 2);
  const a = concentration * share;
  const b = concentration * (1 - share);
  return lnBeta(mine + a, theirs + b) - lnBeta(a, b);
}
