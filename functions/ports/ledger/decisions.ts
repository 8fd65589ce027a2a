import type { LookedAt } from '#domain/canary/evidence-series.ts';

/** One decision about a deployment, so that an outsider understands it. */
export interface Decision {
  readonly deploymentId: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly why: string;
  /** How the evidence grew until then, where a judge decided. */
  readonly series?: readonly LookedAt[];
}

/** Everything that was decided, and why. Written twice under the same time and by the same one, it stands there once. */
export interface Decisions {
  record(service: string, decision: Decision): Promise<void>;
  /** The oldest first. */
  of(service: string, deploymentId: string): Promise<readonly Decision[]>;
}
