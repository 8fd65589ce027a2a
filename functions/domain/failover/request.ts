export const failoverModes = ['automatic', 'manual', 'drill', 'failback'] as const;
export type FailoverMode = (typeof failoverModes)[number];

/** The request behind a run, and the values fixed for it. Passed from state to state. */
export interface FailoverPlan {
  readonly runId: string;
  readonly fence: number;
  readonly mode: FailoverMode;
  readonly force: boolean;
  readonly startedAt: string;
  readonly outageSince: string;
  readonly by: string;
  readonly reason: string;
  /** The loss that a person accepted in advance. */
  readonly acceptLossSeconds?: number;
}
