import type { Executions } from '#ports/executions.ts';

/** Asks the engine, which runs after the world was made. */
export class SimulatedExecutions implements Executions {
  readonly #isRunning: (arn: string) => boolean;

  constructor(isRunning: (arn: string) => boolean) {
    this.#isRunning = isRunning;
  }

  async isRunning(execution: string): Promise<boolean> {
    return this.#isRunning(execution);
  }
}
