import type { Image } from '#domain/images/release.ts';
import type { SlotStatus, Wanted } from '#domain/slots/rollout.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { ServiceInAccount } from '../service-in-account.ts';

export class SimulatedPlatform implements ContainerPlatform {
  readonly #serviceOf: (target: ServiceTarget) => ServiceInAccount;

  constructor(serviceOf: (target: ServiceTarget) => ServiceInAccount) {
    this.#serviceOf = serviceOf;
  }

  async status(target: ServiceTarget, slot: Slot): Promise<SlotStatus> {
    return this.#serviceOf(target).slots[slot].status();
  }

  async run(target: ServiceTarget, slot: Slot, wanted: Wanted): Promise<void> {
    const service = this.#serviceOf(target);
    service.mustBeActive(wanted.taskDefinition);
    service.slots[slot].update(wanted);
  }

  async scale(target: ServiceTarget, slot: Slot, tasks: number): Promise<void> {
    const service = this.#serviceOf(target);
    // ECS starts no task from a revision that is not active.
    if (tasks > service.slots[slot].desired) service.mustBeActive(service.slots[slot].status().taskDefinition);
    service.slots[slot].update({ tasks });
  }

  async register(target: ServiceTarget, image: Image): Promise<string> {
    return this.#serviceOf(target).register(image);
  }
}
