import { type Failure, inWords } from '#domain/failure.ts';
import { describeTaskFailure, describeLog, type TaskFailureDetails } from './task-failure.ts';

/** Something of the service's own that a deployment runs: a function, or one task of the release. */
export type Hook = { readonly timeoutSeconds: number } & (
  { readonly function: string } | { readonly command: readonly string[] }
);

/** The hooks of a service, by when they are run. */
export interface Hooks {
  /** Before a version that is healthy may take traffic; where it fails, the version takes none. */
  readonly smokeTest?: Hook;
  /** When traffic is back where it is safe. Whatever comes of it, the rollback goes on. */
  readonly onRollback?: Hook;
}

/** The task that Step Functions waited for, where there was one: its description is the failure's cause. */
export function taskOf({ Cause: cause }: Failure): string | undefined {
  try {
    const { TaskArn: task } = JSON.parse(cause) as { TaskArn?: unknown };
    return typeof task === 'string' ? task : undefined;
  } catch {
    return undefined;
  }
}

/** Why a hook failed, so that nobody has to look for its log. */
export function whyItFailed(failure: Failure, { timeoutSeconds }: Hook, failureDetails?: TaskFailureDetails): string {
  if (failure.Error === 'States.Timeout') {
    const log = failureDetails === undefined ? '' : `. ${describeLog(failureDetails.lines)}`;
    return `it took longer than ${timeoutSeconds} s and was given up${log}`;
  }
  return failureDetails === undefined ? inWords(failure) : describeTaskFailure(failureDetails);
}
