export interface LockHolder {
  readonly owner: string;
  readonly expiresAt: string;
}

export type LockAttempt =
  /** The fencing number grows with every taking: a holder with an older one is stale. */
  { readonly taken: true; readonly fence: number } | { readonly taken: false; readonly holder: LockHolder };

/** One change at a time for each service of an environment. */
export interface DeploymentLock {
  /** Taking it again as the same owner succeeds with the same fence. */
  take(service: string, owner: string, now: Date, seconds: number): Promise<LockAttempt>;
  /** Lets go if the owner still holds it; otherwise there is nothing to do. */
  release(service: string, owner: string): Promise<void>;
}
