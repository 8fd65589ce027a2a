/** What works under the lock. A request may stop a deployment to come first; nothing pre-empts the others. */
export type LockKind = 'deployment' | 'rollback' | 'failover' | 'off-hours';

export interface LockHolder {
  readonly kind: LockKind;
  /** The deployment that the lock protects. */
  readonly owner: string;
  /** The execution that works under the lock now: the deployment's own, or a rollback that took over from it. */
  readonly execution: string;
  /** Grows whenever somebody takes the lock or takes over. Whoever works with an older number is stale. */
  readonly fence: number;
  /** After this nobody may go on; the guardian brings the service to a good end. */
  readonly expiresAt: string;
}

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
