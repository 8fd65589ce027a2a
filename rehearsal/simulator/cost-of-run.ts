import type { Execution } from './asl/execution.ts';

/** A Standard workflow is charged for each state that it enters, and for each retry as if it entered again. */
export function transitionsOf({ history }: Execution): number {
  const count = (end: string) => history.filter(({ type }) => type.endsWith(end)).length;
  const retries = count('TaskScheduled') - count('TaskStateEntered');
  return count('StateEntered') + Math.max(0, retries);
}
