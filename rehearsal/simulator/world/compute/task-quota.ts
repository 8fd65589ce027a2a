import type { Vcpus } from '#domain/deployment/headroom.ts';
import type { TaskQuota } from '#ports/compute/task-quota.ts';

/** As on the local cloud. */
const allowed = 140;

export class SimulatedQuota implements TaskQuota {
  /** Until a task runs in the account there is nothing to measure. */
  used: number | undefined;

  async vcpus(): Promise<Vcpus | undefined> {
    return this.used === undefined ? undefined : { used: this.used, allowed };
  }
}
