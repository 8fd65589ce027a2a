/**
 * Errors arrive in bursts: a retrying client turns one failure into four. φ is the average burst, learned from each
 * slot's own series (the variance of successive minutes over their mean), so a constant regression does not inflate it.
 * Dividing the counts by φ makes them as informative as they really are.
 */
export interface Dispersion {
  readonly sum: number;
  readonly weight: number;
  readonly previous: Readonly<Record<'canary' | 'live', Group>> | undefined;
}

export interface Group {
  readonly requests: number;
  readonly errors: number;
}

/** The prior, an overdispersion of 2, has the weight of this many pairs of minutes. */
const PRIOR_PAIRS = 5;
const PRIOR_OVERDISPERSION = 2;
/** In minutes with more errors than this, the error rate itself changes, which is not overdispersion. */
const MOST_ERRORS = 60;
const MOST_PER_PAIR = 12;

export const priorDispersion: Dispersion = {
  sum: PRIOR_OVERDISPERSION * PRIOR_PAIRS,
  weight: PRIOR_PAIRS,
  previous: undefined,
};

export const overdispersionOf = ({ sum, weight }: Dispersion): number => Math.max(1, sum / weight);

export function learnDispersion(dispersion: Dispersion, canary: Group, live: Group): Dispersion {
  let { sum, weight } = dispersion;
  const { previous } = dispersion;
  if (previous !== undefined) {
    for (const [before, now] of [
      [previous.canary, canary],
      [previous.live, live],
    ] as const) {
      const errors = before.errors + now.errors;
      if (errors === 0 || errors > MOST_ERRORS || before.requests === 0 || now.requests === 0) continue;
      const share = now.requests / (now.requests + before.requests);
      sum += Math.min(MOST_PER_PAIR, (now.errors - errors * share) ** 2 / (errors * share * (1 - share)));
      weight += 1;
    }
  }
  return { sum, weight, previous: { canary, live } };
}
