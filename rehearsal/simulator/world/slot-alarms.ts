import type { ServiceTarget } from '#domain/service-target.ts';
import type { Slot } from '#domain/slot.ts';
import type { SlotAlarms } from '#ports/slot-alarms.ts';

/** Alarms that ring when a story says so. */
export class SimulatedAlarms implements SlotAlarms {
  readonly #ringing = new Set<string>();

  ring(alarm: string): void {
    this.#ringing.add(alarm);
  }

  async ringing(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    return target.slots[slot].alarms.filter((alarm) => this.#ringing.has(alarm));
  }
}
