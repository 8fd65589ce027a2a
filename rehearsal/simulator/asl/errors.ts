/** A failure as Step Functions knows it: a name that definitions match, and a cause for people. */
export class StatesError extends Error {
  readonly error: string;
  readonly failureCause: string | undefined;
  /** A missed heartbeat is reported as `States.Timeout`, yet can be caught by this name too. */
  readonly alias: string | undefined;

  constructor(error: string, cause?: string, alias?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.name = 'StatesError';
    this.error = error;
    this.failureCause = cause;
    this.alias = alias;
  }
}

/** `Error` and `Cause` as a catcher sees them; a failure without a cause has none. */
export function errorOutput(failure: StatesError): { Error: string; Cause?: string } {
  return { Error: failure.error, ...(failure.failureCause !== undefined && { Cause: failure.failureCause }) };
}

/** Documented as never retried and never caught, by any name. */
const TERMINAL = 'States.Runtime';
/** Documented as caught by its own name only. */
const NEVER_WILD = 'States.DataLimitExceeded';

/** Whether a retrier's or catcher's `ErrorEquals` covers this failure. */
export function covers(errorEquals: readonly string[], failure: StatesError): boolean {
  if (failure.error === TERMINAL) return false;
  return errorEquals.some((name) => name === failure.error || name === failure.alias || wildcard(name, failure));
}

function wildcard(name: string, failure: StatesError): boolean {
  if (failure.error === NEVER_WILD) return false;
  if (name === 'States.ALL') return true;
  return name === 'States.TaskFailed' && failure.error !== 'States.Timeout';
}

export function evaluationError(cause: string): StatesError {
  return new StatesError('States.QueryEvaluationError', cause);
}
