import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';

export class SimulatedCatalogue implements ServiceCatalogue {
  readonly #targets: ReadonlyMap<string, ServiceTarget>;

  constructor(targets: readonly ServiceTarget[]) {
    this.#targets = new Map(targets.map((target) => [target.service, target]));
  }

  async find(service: string): Promise<ServiceTarget | undefined> {
    return this.#targets.get(service);
  }

  async names(): Promise<readonly string[]> {
    return [...this.#targets.keys()].sort();
  }
}
