import { RolloutUnderWay, TrafficNotGone } from '#domain/errors.ts';
import type { SlotStatus } from '#domain/slots/rollout.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

/** What to do now, and what is not done yet. Neither is set once the slot has stopped. */
export interface Retirement {
  readonly stopTasks: boolean;
  readonly notYet?: Error;
}

/** The order matters: capacity is removed only after the traffic is gone. */
export function nextInRetiring(
  slot: Slot,
  weights: Weights,
  status: Pick<SlotStatus, 'desired' | 'running'>,
): Retirement {
  if (weights[slot] > 0) {
    return { stopTasks: false, notYet: new TrafficNotGone(`${slot} still gets ${weights[slot]} % of the traffic`) };
  }
  const stopTasks = status.desired > 0;
  if (!stopTasks && status.running === 0) return { stopTasks };
  return { stopTasks, notYet: new RolloutUnderWay(`${status.running} tasks of ${slot} are draining`) };
}
