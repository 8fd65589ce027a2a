import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** Why tasks ended that are not there any more. */
export interface StoppedTasks {
  /** Of the task of this task definition that stopped last on the slot; nothing where none did, or too long ago. */
  lastOf(target: ServiceTarget, slot: Slot, taskDefinition: string): Promise<TaskFailureDetails | undefined>;
  /** How many tasks of the slot have ended since then that nothing asked to stop. */
  diedSince(target: ServiceTarget, slot: Slot, since: Date): Promise<number>;
  /** Of this task; nothing where it is forgotten. */
  of(target: ServiceTarget, task: string): Promise<TaskFailureDetails | undefined>;
}
