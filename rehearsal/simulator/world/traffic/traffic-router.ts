import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import type { ServiceInAccount } from '../service-in-account.ts';

export class SimulatedRouter implements TrafficRouter {
  readonly #serviceOf: (target: ServiceTarget) => ServiceInAccount;

  constructor(serviceOf: (target: ServiceTarget) => ServiceInAccount) {
    this.#serviceOf = serviceOf;
  }

  async weights(target: ServiceTarget): Promise<Weights> {
    return this.#serviceOf(target).rule.weights;
  }

  async setWeights(target: ServiceTarget, weights: Weights): Promise<void> {
    this.#serviceOf(target).rule.ask(weights);
  }

  async health(target: ServiceTarget, slot: Slot): Promise<SlotHealth> {
    return { healthyTargets: this.#serviceOf(target).slots[slot].healthy.length };
  }

  async addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    return this.#serviceOf(target).slots[slot].healthy.map(({ address }) => address);
  }
}
