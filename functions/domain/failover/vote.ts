export type Opinion = 'healthy' | 'unhealthy' | 'unknown';

/** The opinion of one source about the primary region. A source that cannot be reached is `unknown`, not healthy. */
export interface Vote {
  readonly source: string;
  readonly opinion: Opinion;
  readonly at: string;
  /** Whether the source has just contacted the region. Other sources report what they saw seconds or minutes ago. */
  readonly hasJustAsked?: boolean;
  /** Whether the region responded at all, even with an error. */
  readonly isAnswered?: boolean;
  /** Whether a firewall or a rule in front of the region forbids what the source asks, so that it sees nothing. */
  readonly isForbidden?: boolean;
  /** Includes the numbers: `0 of 3 endpoints are healthy`. */
  readonly why: string;
}
