import type { Waiting } from '#domain/ledger/deployment-queue.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';

/** The requests that wait until a service is free. Admission takes the one that gets the lock out of the queue. */
export interface DeploymentQueue {
  /** Opens the entry and joins the queue: both or neither. Again for the same deployment, it changes nothing. */
  enter(entry: DeploymentEntry): Promise<void>;
  /** Says how to reach the execution that waits. False where it is no longer in the queue. */
  reachBy(service: string, deploymentId: string, token: string): Promise<boolean>;
  all(service: string): Promise<readonly Waiting[]>;
  /**
   * Closes the entry and leaves the queue: both or neither. False where it was admitted or had left before, and where it
   * can be reached in another way than it was seen: then it was not notified.
   */
  leave(service: string, seen: Pick<Waiting, 'deploymentId' | 'token'>, outcome: Outcome): Promise<boolean>;
}
