import type { Weights } from '#domain/slots/weights.ts';
import type { VirtualClock } from '../../clock.ts';

/** The listener rule: requested weights take effect a little later, in the order of the requests. */
export class RouterRule {
  #inPlace: Weights;
  #busyUntil = 0;
  readonly #clock: VirtualClock;
  readonly #delaySeconds: () => number;
  readonly #tellWorld: () => void;

  constructor(options: {
    readonly clock: VirtualClock;
    readonly weights: Weights;
    readonly delaySeconds: () => number;
    readonly tellWorld: () => void;
  }) {
    this.#clock = options.clock;
    this.#inPlace = options.weights;
    this.#delaySeconds = options.delaySeconds;
    this.#tellWorld = options.tellWorld;
  }

  get weights(): Weights {
    return this.#inPlace;
  }

  ask(weights: Weights): void {
    this.#busyUntil = Math.max(this.#busyUntil, this.#clock.now() + this.#delaySeconds() * 1000);
    this.#clock.at(this.#busyUntil, () => this.putInPlace(weights));
  }

  putInPlace(weights: Weights): void {
    this.#inPlace = weights;
    this.#tellWorld();
  }
}
