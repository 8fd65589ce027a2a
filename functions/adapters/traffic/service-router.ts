import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { TrafficKind } from '#domain/deployment/traffic.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';

/** Asks the router of the kind of traffic that a service has. */
export class ServiceRouter implements TrafficRouter {
  readonly #routers: Readonly<Record<TrafficKind, TrafficRouter>>;

  constructor(routers: Readonly<Record<TrafficKind, TrafficRouter>>) {
    this.#routers = routers;
  }

  weights(target: ServiceTarget): Promise<Weights> {
    return this.#of(target).weights(target);
  }

  setWeights(target: ServiceTarget, weights: Weights): Promise<void> {
    return this.#of(target).setWeights(target, weights);
  }

  addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    return this.#of(target).addresses(target, slot);
  }

  health(target: ServiceTarget, slot: Slot): Promise<SlotHealth> {
    return this.#of(target).health(target, slot);
  }

  #of({ traffic }: ServiceTarget): TrafficRouter {
    return this.#routers[traffic.kind];
  }
}
