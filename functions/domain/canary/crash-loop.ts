import { otherSlot, type Slot } from '#domain/slots/slot.ts';

/** One task may fall to its host, two to bad luck. */
const fewestDeaths = 3;
/** Where the old version's tasks die as well, it is not the version. */
const timesTheLiveOnes = 2;

/** Whether a version's tasks keep dying although there are still enough of them for its small share. */
export const keepsCrashing = (died: Readonly<Record<Slot, number>>, slot: Slot): boolean =>
  died[slot] >= fewestDeaths && died[slot] > timesTheLiveOnes * died[otherSlot(slot)];
