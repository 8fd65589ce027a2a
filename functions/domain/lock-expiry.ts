import type { ShiftStep } from './shift-schedule.ts';

/** Building, rolling out, verifying and cleaning up have limits of their own, which come to less than this. */
const besidesBakesSeconds = 2 * 3600;

/**
 * The plan tells how long a deployment may work: its bakes and the limits of its other stages. A lock for just as long
 * needs nobody who renews it, and runs out soon under a deployment that hangs.
 */
export function lockUntil(steps: readonly ShiftStep[], now: Date): string {
  const seconds = steps.reduce((sum, { bakeSeconds }) => sum + bakeSeconds, besidesBakesSeconds);
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
