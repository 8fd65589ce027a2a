import { otherSlot, type Slot, slots } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

export interface SlotHealth {
  readonly healthyTargets: number;
}

/** Some users are sent to a slot where nobody answers, though the slot that should have them is healthy. */
export const servesUnhealthySlot = (
  weights: Weights,
  home: Slot,
  health: Readonly<Record<Slot, SlotHealth>>,
): boolean =>
  health[home].healthyTargets > 0 && slots.some((slot) => weights[slot] > 0 && health[slot].healthyTargets === 0);

export interface RollbackSituation {
  readonly liveBefore: Slot;
  /** Tasks that carried the service before: none at the first deployment. */
  readonly tasksBefore: number;
  readonly weights: Weights;
  readonly health: Readonly<Record<Slot, SlotHealth>>;
}

/** Which slot gets the traffic when a deployment ends badly: the healthy one decides, not the older one. */
export interface SafeSlot {
  readonly slot: Slot;
  readonly reason: string;
  /** Nobody is healthy, or only the unproven version is: a person has to look. */
  readonly page: boolean;
}

export function chooseSafeSlot({ liveBefore, tasksBefore, weights, health }: RollbackSituation): SafeSlot {
  const released = otherSlot(liveBefore);
  const before = health[liveBefore].healthyTargets;
  const after = health[released].healthyTargets;
  if (before > 0) {
    return { slot: liveBefore, reason: `${liveBefore} was live and has ${before} healthy targets`, page: false };
  }
  if (tasksBefore === 0 && weights[released] < 100) {
    return { slot: liveBefore, reason: `nothing was live before, so nobody loses anything`, page: false };
  }
  if (after > 0) {
    const reason = `${liveBefore} has no healthy target, ${released} has ${after}: traffic is held there`;
    return { slot: released, reason, page: true };
  }
  return { slot: liveBefore, reason: 'no slot has a healthy target: traffic is where it was before', page: true };
}
