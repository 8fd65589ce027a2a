import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { targetsNeeded, weightAt } from '#domain/strategy/shift-schedule.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** An execution waits for an answer: while a version bakes, or until a person has decided. */
export interface Wait {
  readonly service: string;
  readonly deploymentId: string;
  readonly kind: 'approval' | 'bake' | 'decision';
  readonly token: string;
  readonly openedAt: string;
  /** What is waited for, in words for people. */
  readonly about: string;
  /** The slot with the version that is not proven yet. */
  readonly slot: Slot;
  /** The fewest healthy targets that can carry its share. */
  readonly targetsNeeded: number;
  readonly progress: ShiftProgress;
  /** What a person other than the requester is asked to approve. */
  readonly approval?: { readonly digest: string; readonly requestedBy: string };
}

/** What may be said to an execution that waits. */
export const sayings = ['promote', 'roll back', 'extend', 'hold'] as const;
export type Saying = (typeof sayings)[number];

/** What may be said to one that asks whether it may begin. */
export const approvals = ['approve', 'refuse'] as const;
export type Approval = (typeof approvals)[number];

/** Where an answer comes from. */
export const signals = ['alarm', 'tasks', 'health', 'judge', 'person', 'failover', 'clock'] as const;
export type Signal = (typeof signals)[number];

export interface Answer {
  /** `time is up`: no answer came, which is how a bake usually ends. */
  readonly say: Saying | 'time is up';
  readonly signal: Signal;
  readonly by: string;
  readonly why: string;
}

/** How an execution comes to wait: the same for a bake and for a decision. */
export const waitOf = (
  kind: Wait['kind'],
  about: string,
  {
    plan,
    progress,
    token,
    openedAt,
  }: Pick<Wait, 'progress' | 'token' | 'openedAt'> & { readonly plan: DeploymentPlan },
): Wait => ({
  service: plan.target.service,
  deploymentId: plan.deploymentId,
  kind,
  token,
  openedAt,
  about,
  slot: plan.shift.to,
  targetsNeeded: targetsNeeded(plan.capacity, weightAt(plan.shift, progress.step)),
  progress,
});

export const rollBackBecause = (signal: Signal, why: string): Answer => ({ say: 'roll back', signal, by: signal, why });
