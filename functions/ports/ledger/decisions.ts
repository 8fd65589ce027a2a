import type { Decision } from '#domain/ledger/decision.ts';

/** Everything that was decided, and why. Written twice under the same time and by the same one, it stands there once. */
export interface Decisions {
  record(service: string, decision: Decision): Promise<void>;
  /** The oldest first. */
  of(service: string, deploymentId: string): Promise<readonly Decision[]>;
}
