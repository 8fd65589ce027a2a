import { otherSlot, type Slot } from '#domain/slots/slot.ts';

/** One task may die with its host, a second one by coincidence. */
const fewestDeaths = 3;
/** If tasks of the live version die as well, the new version is not the cause. */
const timesTheLiveOnes = 2;

/** Whether a version's tasks keep crashing, even though enough of them run for its small share of the traffic. */
export const keepsCrashing = (died: Readonly<Record<Slot, number>>, slot: Slot): boolean =>
  died[slot] >= fewestDeaths && died[slot] > timesTheLiveOnes * died[otherSlot(slot)];
