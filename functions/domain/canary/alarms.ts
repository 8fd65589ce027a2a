import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';

export interface RingingAlarm {
  readonly name: string;
  /** When it began. */
  readonly since: string;
}

/**
 * The alarms that speak against the version on a slot. One that rings on both slots tells of something that they share,
 * and one that rang before the slot had its first share tells of a version before this one: the judge compares both.
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
  // With all the traffic here the other slot falls silent: what rang on both before is no news.
  const last = journey.at(-1);
  const counts = last?.weight === 100 ? last : journey[0];
  // Events carry the whole second in which they happened.
  const from = counts === undefined ? Infinity : Math.floor(Date.parse(counts.at) / 1000) * 1000;
  const isOlder = (since: string) => Date.parse(since) < from;
  return ringing[slot].filter(({ name, since }) => !isShared(name) && !isOlder(since)).map(({ name }) => name);
}
