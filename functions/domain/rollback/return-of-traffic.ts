import type { Failure } from '#domain/failure.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

/**
 * Tasks that a slot needs before it can carry everybody. It may have fewer than when it was live: what the other slot
 * carries traffic with now tells how much traffic there is.
 */
export function tasksToCarryAll(
  { live, target }: DeploymentPlan,
  slot: Slot,
  weights: Weights,
  desired: Readonly<Record<Slot, number>>,
): number {
  const other = otherSlot(slot);
  const nothingMoves = weights[other] === 0;
  const nobodyWasThere = slot === live.slot && live.tasks === 0;
  if (nothingMoves || nobodyWasThere) return desired[slot];
  const before = slot === live.slot ? live.tasks : 0;
  return Math.min(target.tasks.max, Math.max(desired[slot], desired[other], before));
}

/** Nobody found anything wrong with the version: somebody stopped the deployment, or it was lost on the way. */
const softErrors: ReadonlySet<string> = new Set(['Abandoned']);

export interface ReturnSituation {
  readonly failure: Failure;
  readonly weight: number;
  readonly needed: number;
  readonly healthyTargets: number;
}

/**
 * The weight that the safe slot gets now. All of it, as a rule at once: a version that fails hurts more than a slot that
 * is short of tasks. Only where the cause is soft and the slot has to warm up first, traffic follows its tasks.
 */
export function weightToReturn({ failure, weight, needed, healthyTargets }: ReturnSituation): number {
  if (!softErrors.has(failure.Error) || healthyTargets >= needed) return 100;
  return Math.max(weight, Math.floor((100 * healthyTargets) / needed));
}
