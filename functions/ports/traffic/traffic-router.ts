import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

/** Who gets how much of a service's traffic. */
export interface TrafficRouter {
  /** As the load balancer has it now, never as we remember it. */
  weights(target: ServiceTarget): Promise<Weights>;
  /** Asks for the weights. Whether they are in place is a separate question: read them back. */
  setWeights(target: ServiceTarget, weights: Weights): Promise<void>;
  /** `host:port` of every healthy task of a slot, inside the network. */
  addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]>;
  health(target: ServiceTarget, slot: Slot): Promise<SlotHealth>;
}
