import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Releases } from '#ports/compute/releases.ts';
import type { ServiceInAccount } from '../service-in-account.ts';

export class SimulatedReleases implements Releases {
  readonly #serviceOf: (target: ServiceTarget) => ServiceInAccount;

  constructor(serviceOf: (target: ServiceTarget) => ServiceInAccount) {
    this.#serviceOf = serviceOf;
  }

  async list(target: ServiceTarget): Promise<readonly string[]> {
    return this.#serviceOf(target).revisions();
  }

  async forget(target: ServiceTarget, revision: string): Promise<void> {
    this.#serviceOf(target).forget(revision);
  }
}
