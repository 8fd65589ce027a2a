import type { Answer } from '#domain/wait.ts';
import type { Waiters } from '#ports/waiters.ts';

/** Asks the engine, which runs after the world was made. */
export class SimulatedWaiters implements Waiters {
  readonly #tell: (token: string, answer: Answer) => boolean;

  constructor(tell: (token: string, answer: Answer) => boolean) {
    this.#tell = tell;
  }

  async answer(token: string, answer: Answer): Promise<boolean> {
    return this.#tell(token, answer);
  }
}
