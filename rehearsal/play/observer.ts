import { setTimeout as sleep } from 'node:timers/promises';
import { describeWeights, sameWeights } from '#domain/weights.ts';
import type { Progress } from '../progress/progress.ts';
import type { Observation } from '../promises/observation.ts';
import type { World } from '../world.ts';
import type { Recorder } from './recorder.ts';

/** Often enough to see every weight of a shift, seldom enough to leave the machine to the story. */
const everyMs = 300;

/** Looks at the world again and again while a story is played. */
export class Observer {
  readonly observations: Observation[] = [];
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #progress: Progress;
  #stopped = false;
  #loop: Promise<void> | undefined;

  constructor(world: World, recorder: Recorder, progress: Progress) {
    this.#world = world;
    this.#recorder = recorder;
    this.#progress = progress;
  }

  start(): void {
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
    await this.#look();
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#look();
      await sleep(everyMs);
    }
  }

  async #look(): Promise<void> {
    const elapsedSeconds = this.#recorder.elapsed();
    const [weights, slots] = await Promise.all([this.#world.weights(), this.#world.slots()]);
    const before = this.observations.at(-1);
    this.observations.push({ elapsedSeconds, weights, slots });
    if (before === undefined || sameWeights(before.weights, weights)) return;
    this.#recorder.tell(`traffic: ${describeWeights(weights)}`, 'traffic');
    this.#progress.weights({
      ...weights,
      ...(slots.blue.version && { blueVersion: slots.blue.version }),
      ...(slots.green.version && { greenVersion: slots.green.version }),
    });
  }
}
