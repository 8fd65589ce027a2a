import type { Wait } from '#domain/ledger/wait.ts';

/** Who waits for an answer. One change at a time means one wait at a time: the newest of a service is the one. */
export interface OpenWaits {
  open(wait: Wait): Promise<void>;
  find(service: string): Promise<Wait | undefined>;
  /** No effect if the deployment's wait is closed already, or another deployment waits by now. */
  close(service: string, deploymentId: string): Promise<void>;
}
