import type { ShiftStep } from '#domain/shift-schedule.ts';

/** A story in domain words. It says what happens and how it must end, never where it is played. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** One or two sentences: what a reader learns by watching. */
  readonly story: string;
  readonly given: Given;
  readonly when: readonly Happening[];
  readonly then: Expectation;
}

export interface Given {
  /** The image that takes the traffic when the story begins; nothing has been deployed where there is none. */
  readonly live?: string;
  readonly requestsPerSecond: number;
}

export interface Happening {
  readonly deploy: { readonly image: string; readonly steps: readonly ShiftStep[]; readonly reason: string };
}

export interface Expectation {
  readonly deployments: readonly ('succeeded' | 'failed')[];
  readonly live: string;
  /** Requests that may fail from the moment that a healthy slot exists. */
  readonly failedRequests: number;
}
