import type { RingingAlarm } from '#domain/canary/alarms.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { SlotAlarms } from '#ports/metrics/slot-alarms.ts';
import type { VirtualClock } from '../../clock.ts';

/** Alarms that go into ALARM when a story says so. */
export class SimulatedAlarms implements SlotAlarms {
  readonly #clock: VirtualClock;
  readonly #ringing = new Map<string, string>();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  ring(alarm: string): void {
    this.#ringing.set(alarm, this.#clock.iso());
  }

  async ringing({ slots }: ServiceTarget): Promise<Readonly<Record<Slot, readonly RingingAlarm[]>>> {
    const of = (slot: Slot) =>
      slots[slot].alarms.flatMap((name) => {
        const since = this.#ringing.get(name);
        return since === undefined ? [] : [{ name, since }];
      });
    return { blue: of('blue'), green: of('green') };
  }
}
