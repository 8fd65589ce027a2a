import type { ReplicaStatus } from '#domain/failover/data-loss.ts';

/** The standby's copy of the data. */
export interface StandbyDatabase {
  status(): Promise<ReplicaStatus>;
  /** Asks for it to become the writer; returns before it is. Safe to repeat. */
  promote(options: { readonly mayLoseData: boolean }): Promise<void>;
}
