import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';

export interface RingingAlarm {
  readonly name: string;
  /** When the alarm went into ALARM. */
  readonly since: string;
}

/**
 * The alarms that count against the version on a slot. An alarm that is active on both slots has a shared cause, and an
 * alarm that was active before the slot's first weight has an older one. In both cases the judge compares the versions.
 */
export function against(
  { slots }: ServiceTarget,
  slot: Slot,
  ringing: Readonly<Record<Slot, readonly RingingAlarm[]>>,
  { journey }: Pick<ShiftProgress, 'journey'>,
): readonly string[] {
  const there = slots[otherSlot(slot)].alarms;
  const rings = new Set(ringing[otherSlot(slot)].map(({ name }) => name));
  const isShared = (name: string) => rings.has(there[slots[slot].alarms.indexOf(name)] ?? '');
  // At a weight of 100 the other slot gets no traffic, so its alarms recover: an alarm that was active on both before
  // is not new.
  const last = journey.at(-1);
  const counts = last?.weight === 100 ? last : journey[0];
  // Events carry their time in whole seconds.
  const from = counts === undefined ? Infinity : Math.floor(Date.parse(counts.at) / 1000) * 1000;
  const isOlder = (since: string) => Date.parse(since) < from;
  return ringing[slot].filter(({ name, since }) => !isShared(name) && !isOlder(since)).map(({ name }) => name);
}
