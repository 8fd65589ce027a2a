import type { Vcpus } from '#domain/deployment/headroom.ts';
import type { TaskQuota } from '#ports/compute/task-quota.ts';

/** As on the local cloud. */
const allowed = 140;

export class SimulatedQuota implements TaskQuota {
  /** Until something runs in the account there is nothing to be measured. */
  used: number | undefined;

  async vcpus(): Promise<Vcpus | undefined> {
    return this.used === undefined ? undefined : { used: this.used, allowed };
  }
}
