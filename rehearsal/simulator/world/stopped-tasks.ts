import type { LastWords } from '#domain/last-words.ts';
import type { ServiceTarget } from '#domain/service-target.ts';
import type { Slot } from '#domain/slot.ts';
import type { StoppedTasks } from '#ports/stopped-tasks.ts';
import type { ServiceInAccount } from './service-in-account.ts';

export class SimulatedStoppedTasks implements StoppedTasks {
  readonly #serviceOf: (target: ServiceTarget) => ServiceInAccount;

  constructor(serviceOf: (target: ServiceTarget) => ServiceInAccount) {
    this.#serviceOf = serviceOf;
  }

  async lastOf(target: ServiceTarget, slot: Slot, taskDefinition: string): Promise<LastWords | undefined> {
    return this.#serviceOf(target).slots[slot].lastWords(taskDefinition);
  }
}
