import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';
import type { OneOffTasks } from './one-off-tasks.ts';
import type { ServiceInAccount } from '../service-in-account.ts';

export class SimulatedStoppedTasks implements StoppedTasks {
  readonly #serviceOf: (target: ServiceTarget) => ServiceInAccount;

  readonly #oneOffTasks: OneOffTasks;

  constructor(serviceOf: (target: ServiceTarget) => ServiceInAccount, oneOffTasks: OneOffTasks) {
    this.#serviceOf = serviceOf;
    this.#oneOffTasks = oneOffTasks;
  }

  async lastOf(target: ServiceTarget, slot: Slot, taskDefinition: string): Promise<TaskFailureDetails | undefined> {
    return this.#serviceOf(target).slots[slot].failureDetails(taskDefinition);
  }

  async diedSince(target: ServiceTarget, slot: Slot, since: Date): Promise<number> {
    return this.#serviceOf(target).slots[slot].diedSince(since.getTime());
  }

  async of(_: ServiceTarget, task: string): Promise<TaskFailureDetails | undefined> {
    return this.#oneOffTasks.find(task)?.failureDetails;
  }
}
