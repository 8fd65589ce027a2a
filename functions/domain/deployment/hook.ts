import { type Failure, inWords } from '#domain/failure.ts';
import { describeTaskFailure, describeLog, type TaskFailureDetails } from './task-failure.ts';

/** A function or command of the service's owners that a deployment runs, the command in a task of the release. */
export type Hook = { readonly timeoutSeconds: number } & (
  { readonly function: string } | { readonly command: readonly string[] }
);

/** The hooks of a service, by when they run. */
export interface Hooks {
  /** Runs before a healthy version may get traffic. If it fails, the version gets none. */
  readonly smokeTest?: Hook;
  /** Runs when the traffic is back on a safe slot. Its result does not affect the rollback. */
  readonly onRollback?: Hook;
}

/** The task that Step Functions waited for, if there was one. Its description is the cause of the failure. */
export function taskOf({ Cause: cause }: Failure): string | undefined {
  try {
    const { TaskArn: task } = JSON.parse(cause) as { TaskArn?: unknown };
    return typeof task === 'string' ? task : undefined;
  } catch {
    return undefined;
  }
}

/** Why a hook failed, with the end of its log. */
export function whyItFailed(failure: Failure, { timeoutSeconds }: Hook, failureDetails?: TaskFailureDetails): string {
  if (failure.Error === 'States.Timeout') {
    const log = failureDetails === undefined ? '' : `. ${describeLog(failureDetails.lines)}`;
    return `it did not finish within ${timeoutSeconds} s${log}`;
  }
  return failureDetails === undefined ? inWords(failure) : describeTaskFailure(failureDetails);
}
