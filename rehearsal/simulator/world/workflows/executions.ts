import type { Executions } from '#ports/workflows/executions.ts';
import type { Machines } from './machines.ts';

export class SimulatedExecutions implements Executions {
  readonly #machines: Machines;

  constructor(machines: Machines) {
    this.#machines = machines;
  }

  async isRunning(execution: string): Promise<boolean> {
    return this.#machines.isRunning(execution);
  }

  async failureOf(execution: string): Promise<string | undefined> {
    return this.#machines.failureOf(execution);
  }

  async wasStopped(execution: string): Promise<boolean> {
    return this.#machines.wasStopped(execution);
  }

  async stop(execution: string, error: string, cause: string): Promise<void> {
    this.#machines.stop(execution, error, cause);
  }
}
