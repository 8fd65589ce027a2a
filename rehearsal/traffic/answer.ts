/** Why a request got no answer at all. */
export type NoAnswer = 'refused' | 'timed-out' | 'broken';

/** The result of one request. */
export interface Answer {
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number;
  readonly latencyMs: number;
  /** Who answered, by the `x-version` header; absent when the load balancer answered itself or no answer came. */
  readonly version?: string;
  readonly outcome: number | NoAnswer;
}

/** What a user would call an outage: a 5xx or no answer. A 4xx is the user's own. */
export function hasFailed(answer: Answer): boolean {
  return typeof answer.outcome !== 'number' || answer.outcome >= 500;
}
