import type { LockHolder } from '#domain/ledger/lock-holder.ts';

/** One change at a time for each service of an environment. Admission takes the lock, in one transaction with its entry. */
export interface DeploymentLock {
  holder(service: string): Promise<LockHolder | undefined>;
  /** Takes the lock outside of a deployment. Nothing where somebody else holds it; again for the same owner, the same. */
  seize(service: string, by: Omit<LockHolder, 'fence'>): Promise<LockHolder | undefined>;
  /** Lets go what was seized; harmless where somebody else holds it. */
  letGo(service: string, owner: string): Promise<void>;
  /** Shuts out whoever worked under the lock until now. Nothing where the owner does not hold it any more. */
  takeOver(service: string, by: Omit<LockHolder, 'fence' | 'kind'>): Promise<LockHolder | undefined>;
  /** Moves the expiry of whoever holds it under this number. False where that is somebody else by now. */
  renew(service: string, holder: Pick<LockHolder, 'owner' | 'fence'>, expiresAt: string): Promise<boolean>;
}
