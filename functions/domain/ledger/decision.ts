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
