import { otherSlot, type Slot } from './slot.ts';

export interface SlotHealth {
  readonly healthyTargets: number;
}

/** Which slot gets the traffic when a deployment ends badly: the healthy one decides, not the older one. */
export interface SafeSlot {
  readonly slot: Slot;
  readonly reason: string;
  /** Nobody is healthy, or only the unproven version is: a person has to look. */
  readonly page: boolean;
}

export function chooseSafeSlot(liveBefore: Slot, health: Readonly<Record<Slot, SlotHealth>>): SafeSlot {
  const before = health[liveBefore].healthyTargets;
  const after = health[otherSlot(liveBefore)].healthyTargets;
  if (before > 0)
    return { slot: liveBefore, reason: `${liveBefore} was live and has ${before} healthy targets`, page: false };
  if (after > 0) {
    const slot = otherSlot(liveBefore);
    return {
      slot,
      reason: `${liveBefore} has no healthy target, ${slot} has ${after}: traffic is held there`,
      page: true,
    };
  }
  return { slot: liveBefore, reason: `no slot has a healthy target: traffic stays where it was`, page: true };
}
