import type { ServiceTarget } from '#domain/service-target.ts';
import type { Slot } from '#domain/slot.ts';

export interface SlotAlarms {
  /** The slot's alarms that ring now, by name. */
  ringing(target: ServiceTarget, slot: Slot): Promise<readonly string[]>;
}
