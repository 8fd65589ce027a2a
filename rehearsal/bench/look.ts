import type { SlotMinute } from '#domain/judge/minute.ts';
import type { JudgedStep } from '#domain/judge/policy.ts';

/** What a policy may know when it looks, once a minute. */
export interface BenchLook {
  readonly steps: readonly JudgedStep[];
  readonly plannedMinutes: number;
  readonly maxExtensionMinutes: number;
  /** Counts from 0. */
  readonly minute: number;
  readonly step: number;
  /** Everything so far, the newest minute last. */
  readonly canary: readonly SlotMinute[];
  readonly live: readonly SlotMinute[];
}

/** `extend` matters at a step's end only; `promote`, `rollback` and `inconclusive` end the canary at once. */
export type Answer = 'continue' | 'extend' | 'promote' | 'rollback' | 'inconclusive';

/** One canary's policy: it may remember what it saw. */
export type Policy = (look: BenchLook) => Answer;

export const newest = (minutes: readonly SlotMinute[]): SlotMinute => minutes.at(-1) as SlotMinute;
