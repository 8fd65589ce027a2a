export const failoverModes = ['automatic', 'manual', 'drill', 'failback'] as const;
export type FailoverMode = (typeof failoverModes)[number];

/** Who stands behind a run, and what has been frozen for it: handed from state to state. */
export interface FailoverPlan {
  readonly runId: string;
  readonly fence: number;
  readonly mode: FailoverMode;
  readonly force: boolean;
  readonly startedAt: string;
  readonly outageSince: string;
  readonly by: string;
  readonly reason: string;
  /** What a person gave up beforehand. */
  readonly acceptLossSeconds?: number;
}
