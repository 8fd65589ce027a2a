/** What works under the lock. A request may stop a deployment to come first; nothing pre-empts the others. */
export const lockKinds = ['deployment', 'rollback', 'failover', 'off-hours'] as const;
export type LockKind = (typeof lockKinds)[number];

export interface LockHolder {
  readonly kind: LockKind;
  /** The deployment that the lock protects. */
  readonly owner: string;
  /** The execution that works under the lock now: the deployment's own, or a rollback that took over from it. */
  readonly execution: string;
  /** Grows each time the lock is taken or taken over. An execution with an older number is stale. */
  readonly fence: number;
  /** After this the holder must stop; the guardian brings the service to a safe end. */
  readonly expiresAt: string;
}
