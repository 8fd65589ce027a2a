export interface DeploymentEntry {
  readonly deploymentId: string;
  readonly service: string;
  /** What came in once, however often it was delivered: the event's id, or the execution's name. */
  readonly requestId: string;
  readonly startedAt: string;
  readonly execution: string;
  readonly image: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly commit?: string;
  /** The deployment whose release this one brings back. */
  readonly restores?: string;
}

export const outcomes = ['succeeded', 'rolled-back', 'refused', 'held'] as const;

export interface Outcome {
  readonly outcome: (typeof outcomes)[number];
  readonly reason: string;
  readonly endedAt: string;
}
