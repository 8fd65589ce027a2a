import type { Waiters } from '#ports/workflows/waiters.ts';
import type { Machines } from './machines.ts';

export class SimulatedWaiters implements Waiters {
  readonly #machines: Machines;

  constructor(machines: Machines) {
    this.#machines = machines;
  }

  async answer(token: string, answer: object): Promise<boolean> {
    return this.#machines.answer(token, { ...answer });
  }

  async fail(token: string, error: string, cause: string): Promise<boolean> {
    return this.#machines.fail(token, error, cause);
  }
}
