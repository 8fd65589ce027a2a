import type { RingingAlarm } from '#domain/canary/alarms.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';

export interface SlotAlarms {
  /** The alarms that ring now, of each slot. */
  ringing(target: ServiceTarget): Promise<Readonly<Record<Slot, readonly RingingAlarm[]>>>;
}
