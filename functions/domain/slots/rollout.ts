/** What the container platform says of a slot, in our words. */
export interface SlotStatus {
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  /** Tasks that stopped since the rollout began. */
  readonly failed: number;
  readonly rollout: 'in-progress' | 'completed' | 'failed';
  readonly reason: string;
  /** Why the platform finds no place for a task, in its own words. */
  readonly trouble?: string;
}

export interface Wanted {
  readonly taskDefinition: string;
  readonly tasks: number;
}

export type RolloutVerdict =
  | { readonly kind: 'to-start' }
  | { readonly kind: 'under-way'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done' };

/** Three dead tasks are a crash loop: one may be bad luck with a host, two can share it. */
const crashLoop = 3;

export function judgeRollout(status: SlotStatus, wanted: Wanted): RolloutVerdict {
  if (status.taskDefinition !== wanted.taskDefinition || status.desired !== wanted.tasks) return { kind: 'to-start' };
  if (status.rollout === 'failed') return { kind: 'failed', reason: status.reason };
  if (status.failed >= crashLoop) return { kind: 'failed', reason: `${status.failed} tasks stopped. ${status.reason}` };
  if (status.rollout === 'completed' && status.running === wanted.tasks) return { kind: 'done' };
  const trouble = status.trouble === undefined ? '' : `. ${status.trouble}`;
  return { kind: 'under-way', reason: `${status.running} of ${wanted.tasks} tasks run${trouble}` };
}

/** What the platform's own events say when there is no room, no quota, no address or no image for a task. */
const noPlace =
  /unable to place|unable to consistently|RESOURCE:|capacity is unavailable|limit|insufficient|no available/i;

/** The newest of them, without the name of the service. */
export const troubleIn = (messages: readonly string[]): string | undefined =>
  messages.find((message) => noPlace.test(message))?.replace(/^\(service [^)]*\) /, '');
