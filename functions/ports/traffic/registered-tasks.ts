import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** The tasks that are meant to serve, well or not. */
export interface RegisteredTasks {
  /** `host:port` of every task of a slot, inside the network, but for those that have just come or are on their way out. */
  addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]>;
}
