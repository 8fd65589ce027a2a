import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a look while a story is played. */
export class Repeatedly {
  readonly #look: () => Promise<void>;
  readonly #everyMs: number;
  #stopped = false;
  #loop: Promise<void> | undefined;

  constructor(everyMs: number, look: () => Promise<void>) {
    this.#everyMs = everyMs;
    this.#look = look;
  }

  start(): void {
    this.#loop = this.#watch();
  }

  /** Looks a last time, at what is left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
    await this.#look();
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#look();
      await sleep(this.#everyMs);
    }
  }
}
