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

/** Throws unless the run still holds the lock and was not cancelled. Called immediately before every change. */
export function mustRun(plan: FailoverPlan, { running, word }: Work): void {
  if (running?.runId !== plan.runId || running.fence !== plan.fence) {
    const now =
      running === undefined ? 'no run holds the lock' : `${running.runId} holds the lock with ${running.fence}`;
    throw new TakenOver(`${plan.runId} has fencing number ${plan.fence}, but ${now}`);
  }
  if (word?.kind === 'cancel') throw new Cancelled(`${word.by} cancelled the failover: ${word.reason}`);
}
