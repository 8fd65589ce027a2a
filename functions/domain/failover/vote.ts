export type Opinion = 'healthy' | 'unhealthy' | 'unknown';

/** What one source says of the primary region. A source that cannot be asked is `unknown`: silence is no health. */
export interface Vote {
  readonly source: string;
  readonly opinion: Opinion;
  readonly at: string;
  /** It has asked the region just now; others tell what they saw seconds or minutes ago. */
  readonly hasJustAsked?: boolean;
  /** Something came back, if only an error. */
  readonly isAnswered?: boolean;
  /** With its numbers: `0 of 3 endpoints answered well`. */
  readonly why: string;
}
