import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import type { Release } from '#domain/images/release.ts';
import type { RecordedStage } from '#domain/ledger/stage-history.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';

export type Admission =
  | { readonly kind: 'admitted'; readonly fence: number }
  | { readonly kind: 'busy'; readonly holder: LockHolder }
  /** The same request has been acted upon already. */
  | { readonly kind: 'duplicate'; readonly deploymentId: string }
  /** This very deployment has its outcome already: it was refused, perhaps while it waited. */
  | { readonly kind: 'closed'; readonly outcome: Outcome };

export interface DeploymentProgress {
  readonly plan?: DeploymentPlan;
  readonly release?: Release;
  readonly stages?: readonly RecordedStage[];
  /** State transitions in all, once it has ended: what Step Functions charges for. */
  readonly transitions?: number;
}

export interface Closing {
  readonly service: string;
  readonly deploymentId: string;
  /** Only the holder of the lock with this number may close. */
  readonly fence: number;
  readonly outcome: Outcome;
  /** Given when another slot is live now. */
  readonly state?: ServiceState;
}

/** What happened and why, and which slot is live. */
export interface Ledger {
  state(service: string): Promise<ServiceState | undefined>;
  /** Takes the lock and opens the entry: both or neither. Again for the same deployment, it answers the same. */
  admit(entry: DeploymentEntry, lockUntil: string): Promise<Admission>;
  /** Opens and closes the entry of a request that is turned away, so that the same request again does not act either. */
  refuse(entry: DeploymentEntry, outcome: Outcome): Promise<void>;
  /** Keeps what is known so far, for an execution that takes over. */
  keep(service: string, deploymentId: string, progress: DeploymentProgress): Promise<void>;
  progress(service: string, deploymentId: string): Promise<DeploymentProgress>;
  /** Writes the outcome and lets the lock go: both or neither. False if another execution has taken over. */
  close(closing: Closing): Promise<boolean>;
}
