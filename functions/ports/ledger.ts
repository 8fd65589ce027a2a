import type { Release } from '#domain/release.ts';
import type { Slot } from '#domain/slot.ts';

export interface ServiceState {
  readonly live: Slot;
  readonly release: Release;
  readonly deploymentId: string;
}

export interface DeploymentEntry {
  readonly deploymentId: string;
  readonly service: string;
  readonly startedAt: string;
  readonly execution: string;
  readonly image: string;
  readonly requestedBy: string;
  readonly reason: string;
}

export interface Outcome {
  readonly outcome: 'succeeded' | 'rolled-back' | 'refused' | 'held';
  readonly reason: string;
  readonly endedAt: string;
}

/** What happened and why, and which slot is live. */
export interface Ledger {
  state(service: string): Promise<ServiceState | undefined>;
  open(entry: DeploymentEntry): Promise<void>;
  /** Ends the deployment's entry, and with it may change which slot is live; both or neither. */
  close(
    entry: Pick<DeploymentEntry, 'service' | 'deploymentId'>,
    outcome: Outcome,
    state?: ServiceState,
  ): Promise<void>;
}
