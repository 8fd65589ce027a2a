import { otherSlot, type Slot, slots } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

export interface SlotHealth {
  readonly healthyTargets: number;
}

/** Whether traffic goes to a slot without healthy targets although the slot that should have it is healthy. */
export const servesUnhealthySlot = (
  weights: Weights,
  home: Slot,
  health: Readonly<Record<Slot, SlotHealth>>,
): boolean =>
  health[home].healthyTargets > 0 && slots.some((slot) => weights[slot] > 0 && health[slot].healthyTargets === 0);

export interface RollbackSituation {
  readonly liveBefore: Slot;
  /** The number of tasks that served before. Zero at the first deployment. */
  readonly tasksBefore: number;
  readonly weights: Weights;
  readonly health: Readonly<Record<Slot, SlotHealth>>;
}

/** The slot that gets the traffic when a deployment fails. Health decides, not age. */
export interface SafeSlot {
  readonly slot: Slot;
  readonly reason: string;
  /** No slot is healthy, or only the unproven version is: a person must look. */
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
    return { slot: liveBefore, reason: 'nothing was live before, so no user is affected', page: false };
  }
  if (after > 0) {
    const reason = `${liveBefore} has no healthy target and ${released} has ${after}, so the traffic stays there`;
    return { slot: released, reason, page: true };
  }
  return {
    slot: liveBefore,
    reason: 'no slot has a healthy target, so the traffic goes where it was before',
    page: true,
  };
}
