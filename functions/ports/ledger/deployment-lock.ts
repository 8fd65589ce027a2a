import type { LockHolder } from '#domain/ledger/lock-holder.ts';

/** One change at a time for each service of an environment. Admission takes the lock, in one transaction with its entry. */
export interface DeploymentLock {
  holder(service: string): Promise<LockHolder | undefined>;
  /** Takes the lock outside of a deployment. Undefined if another owner holds it; the same owner gets the same answer again. */
  seize(service: string, by: Omit<LockHolder, 'fence'>): Promise<LockHolder | undefined>;
  /** Releases what was seized. No effect if another owner holds it. */
  letGo(service: string, owner: string): Promise<void>;
  /** Shuts out the execution that worked under the lock until now. Undefined if the owner no longer holds it. */
  takeOver(service: string, by: Omit<LockHolder, 'fence' | 'kind'>): Promise<LockHolder | undefined>;
  /** Moves the expiry of the holder with this number. False if another owner holds it by now. */
  renew(service: string, holder: Pick<LockHolder, 'owner' | 'fence'>, expiresAt: string): Promise<boolean>;
}
