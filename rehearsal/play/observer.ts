import { describeWeights, sameWeights } from '#domain/slots/weights.ts';
import type { Progress } from '../progress/progress.ts';
import type { Observation } from '../promises/observation.ts';
import type { World } from '../world.ts';
import type { Recorder } from './recorder.ts';
import { Repeatedly } from './repeatedly.ts';

/** Often enough to see every weight of a shift, seldom enough to leave the machine to the story. */
const everyMs = 300;

/** Observes the world repeatedly while a story is played. */
export class Observer {
  readonly observations: Observation[] = [];
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #progress: Progress;
  readonly #looks = new Repeatedly(everyMs, () => this.#look());

  constructor(world: World, recorder: Recorder, progress: Progress) {
    this.#world = world;
    this.#recorder = recorder;
    this.#progress = progress;
  }

  start(): void {
    this.#looks.start();
  }

  stop(): Promise<void> {
    return this.#looks.stop();
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
