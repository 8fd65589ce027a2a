import type { Execution } from './execution.ts';
import { HISTORY_LIMIT } from './history.ts';

/** An execution can be redriven for this long after it ended. */
const REDRIVABLE_DAYS = 14;

/** Undefined where it is redrivable. */
export function whyNotRedrivable(
  { status, history, startedAt, stoppedAt }: Execution,
  now: number,
): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status}`;
  if (history.length >= HISTORY_LIMIT) return 'Execution event history limit exceeded';
  const age = now - Date.parse(stoppedAt ?? startedAt);
  return age > REDRIVABLE_DAYS * 86_400_000 ? 'Execution redrivable period exceeded' : undefined;
}
