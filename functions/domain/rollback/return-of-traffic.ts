import type { Failure } from '#domain/failure.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

/**
 * The number of tasks that a slot needs to carry all traffic. The slot may have had fewer when it was live, so the
 * tasks that the other slot has now count as well.
 */
export function tasksToCarryAll(
  { live, target }: DeploymentPlan,
  slot: Slot,
  weights: Weights,
  desired: Readonly<Record<Slot, number>>,
): number {
  const other = otherSlot(slot);
  const nothingMoves = weights[other] === 0;
  const nothingWasLive = slot === live.slot && live.tasks === 0;
  if (nothingMoves || nothingWasLive) return desired[slot];
  const before = slot === live.slot ? live.tasks : 0;
  return Math.min(target.tasks.max, Math.max(desired[slot], desired[other], before));
}

/** The version itself is not known to be bad: a person stopped the deployment, or its execution was lost. */
const softErrors: ReadonlySet<string> = new Set(['Abandoned']);

export interface ReturnSituation {
  readonly failure: Failure;
  readonly weight: number;
  readonly needed: number;
  readonly healthyTargets: number;
}

/**
 * The weight that the safe slot gets now. Usually 100 at once, because a failing version does more damage than a slot
 * with too few tasks. Only if the version is not known to be bad and the slot has to warm up, the weight follows the
 * number of healthy tasks.
 */
export function weightToReturn({ failure, weight, needed, healthyTargets }: ReturnSituation): number {
  if (!softErrors.has(failure.Error) || healthyTargets >= needed) return 100;
  return Math.max(weight, Math.floor((100 * healthyTargets) / needed));
}
