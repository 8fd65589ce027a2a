/** How much worse than the live slot still counts as "not worse". */
export interface CountMargin {
  /** As a ratio of the rates. */
  readonly ratio: number;
  /** As a difference of the rates. Relevant if the live slot rarely fails. */
  readonly absolute: number;
}

/** What the live slot has served so far. */
export interface Served {
  readonly requests: number;
  readonly hits: number;
}

/** The assumed rate before the first request. It has the weight of this many requests. */
export interface RatePrior {
  readonly rate: number;
  readonly requests: number;
}

export const rateOf = (served: Served, prior: RatePrior): number =>
  (served.hits + prior.rate * prior.requests) / (served.requests + prior.requests);

/** The odds ratio up to which the canary is not worse: the larger of the two margins at the live slot's rate. */
export const toleratedRatio = (margin: CountMargin, liveRate: number): number =>
  Math.max(margin.ratio, 1 + margin.absolute / liveRate);

/** The canary's share of the errors when it has this share of the requests and its odds are `ratio` times as high. */
export const tilt = (share: number, ratio: number): number => (ratio * share) / (ratio * share + 1 - share);
