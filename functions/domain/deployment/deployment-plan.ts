import type { SlotStatus } from '#domain/slots/rollout.ts';
import { scheduleFor, type ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { ServiceTarget } from './service-target.ts';
import { moveOf } from './traffic.ts';
import { judgingOf, type Strategy } from '#domain/strategy/strategy.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';
import { describeWeights, liveSlot, type Weights } from '#domain/slots/weights.ts';

/** Fixed at admission: a change of the configuration does not affect a running deployment. */
export interface DeploymentPlan {
  readonly deploymentId: string;
  /** The fencing number of the lock. A holder with a lower number may not change anything. */
  readonly fence: number;
  readonly target: ServiceTarget;
  /** The slot that has the traffic now, and its number of tasks. Zero before the first deployment. */
  readonly live: { readonly slot: Slot; readonly tasks: number };
  readonly capacity: number;
  readonly shift: ShiftPlan;
}

export interface Situation {
  readonly weights: Weights;
  /** The live slot according to the ledger; undefined before the first deployment. */
  readonly recordedLive: Slot | undefined;
  readonly runningTasks: Readonly<Record<Slot, number>>;
  /** Higher than `runningTasks` while a slot is scaling out. */
  readonly wantedTasks: Readonly<Record<Slot, number>>;
}

type Seen = Pick<SlotStatus, 'running' | 'desired'>;

export const situationOf = (
  weights: Weights,
  recordedLive: Slot | undefined,
  { blue, green }: Readonly<Record<Slot, Seen>>,
): Situation => ({
  weights,
  recordedLive,
  runningTasks: { blue: blue.running, green: green.running },
  wantedTasks: { blue: blue.desired, green: green.desired },
});

export type Planning = { readonly kind: 'plan'; readonly plan: DeploymentPlan } | Mismatch;

/** The account and the ledger disagree. A person must investigate before anything changes. */
export interface Mismatch {
  readonly kind: 'mismatch';
  readonly reason: string;
  readonly remedy: string;
  /** The plan if the traffic were where the ledger expects it; undefined if the ledger has no record. */
  readonly asRecorded?: DeploymentPlan;
}

interface Request extends Pick<DeploymentPlan, 'deploymentId' | 'fence' | 'target'> {
  readonly strategy: Strategy;
}

export function planDeployment(request: Request, situation: Situation): Planning {
  const { weights, recordedLive } = situation;
  const { service } = request.target;
  const live = liveSlot(weights);
  if (live === undefined) {
    const split = `the traffic of ${service} is split (${describeWeights(weights)}), but no shift is running`;
    return mismatch(split, request, situation);
  }
  if (recordedLive !== undefined && recordedLive !== live) {
    const elsewhere = `the load balancer sends ${service} to ${live}, but the ledger says ${recordedLive} is live`;
    return mismatch(elsewhere, request, situation);
  }
  return { kind: 'plan', plan: planFrom(live, request, situation) };
}

function planFrom(
  live: Slot,
  { deploymentId, fence, target, strategy }: Request,
  { runningTasks, wantedTasks }: Situation,
): DeploymentPlan {
  const tasks = runningTasks[live];
  return {
    deploymentId,
    fence,
    target,
    live: { slot: live, tasks },
    capacity: Math.max(target.tasks.min, tasks, wantedTasks[live]),
    shift: { to: otherSlot(live), steps: scheduleFor(tasks === 0, strategy), judging: judgingOf(strategy) },
  };
}

function mismatch(what: string, request: Request, situation: Situation): Mismatch {
  const { recordedLive } = situation;
  return {
    kind: 'mismatch',
    reason: `${what}. The traffic was moved outside Sluice; CloudTrail shows by whom, under ${moveOf(request.target)}`,
    remedy: `Contact them, return all traffic to ${recordedLive ?? 'one slot'} and deploy again`,
    ...(recordedLive && { asRecorded: planFrom(recordedLive, request, situation) }),
  };
}
