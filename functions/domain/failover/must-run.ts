import { Cancelled, TakenOver } from '../errors.ts';
import type { FailoverPlan } from './request.ts';
import type { Runner } from './standing.ts';

interface Saying {
  readonly kind: string;
  readonly by: string;
  readonly reason: string;
}

interface Work {
  readonly running?: Runner;
  readonly word?: Saying;
}

/** Throws unless the run is still the one at work and nobody has taken it back. Asked right before anything is changed. */
export function mustRun(plan: FailoverPlan, { running, word }: Work): void {
  if (running?.runId !== plan.runId || running.fence !== plan.fence) {
    const now = running === undefined ? 'nobody' : `${running.runId} as number ${running.fence}`;
    throw new TakenOver(`${plan.runId} works with number ${plan.fence}, but ${now} is at work`);
  }
  if (word?.kind === 'cancel') throw new Cancelled(`${word.by} took the failover back: ${word.reason}`);
}
