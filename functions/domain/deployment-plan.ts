import type { SlotStatus } from './rollout.ts';
import { scheduleFor, type ShiftPlan } from './shift-schedule.ts';
import type { ServiceTarget } from './service-target.ts';
import { judgingOf, type Strategy } from './strategy.ts';
import { otherSlot, type Slot } from './slot.ts';
import { describeWeights, liveSlot, type Weights } from './weights.ts';

/** Frozen at admission: a change of configuration does not alter a running deployment. */
export interface DeploymentPlan {
  readonly deploymentId: string;
  /** The lock's number when it was taken: with an older one nobody may change anything. */
  readonly fence: number;
  readonly target: ServiceTarget;
  /** The slot with the traffic now, and how many tasks carry it. None run before the first deployment. */
  readonly live: { readonly slot: Slot; readonly tasks: number };
  readonly capacity: number;
  readonly shift: ShiftPlan;
}

export interface Situation {
  readonly weights: Weights;
  /** What the ledger believes; nothing before the first deployment. */
  readonly recordedLive: Slot | undefined;
  readonly runningTasks: Readonly<Record<Slot, number>>;
  /** More than run where the slot is about to grow. */
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

export type Planning =
  | { readonly kind: 'plan'; readonly plan: DeploymentPlan }
  /** The account and the ledger disagree: a person has to look before anything is built on sand. */
  | { readonly kind: 'mismatch'; readonly reason: string };

export function planDeployment(
  request: Pick<DeploymentPlan, 'deploymentId' | 'fence'> & {
    readonly target: ServiceTarget;
    readonly strategy: Strategy;
  },
  situation: Situation,
): Planning {
  const live = liveSlot(situation.weights);
  const { target, strategy } = request;
  if (live === undefined) {
    return mismatch(
      `traffic of ${target.service} is split (${describeWeights(situation.weights)}) though nothing is shifting it`,
    );
  }
  if (situation.recordedLive !== undefined && situation.recordedLive !== live) {
    return mismatch(
      `the load balancer sends ${target.service} to ${live}, but the ledger says ${situation.recordedLive} is live`,
    );
  }
  const tasks = situation.runningTasks[live];
  return {
    kind: 'plan',
    plan: {
      deploymentId: request.deploymentId,
      fence: request.fence,
      target,
      live: { slot: live, tasks },
      capacity: Math.max(target.tasks.min, tasks, situation.wantedTasks[live]),
      shift: { to: otherSlot(live), steps: scheduleFor(tasks === 0, strategy), judging: judgingOf(strategy) },
    },
  };
}

const mismatch = (reason: string): Planning => ({ kind: 'mismatch', reason });
