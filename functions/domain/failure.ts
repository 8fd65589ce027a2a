/** `$states.errorOutput`: an error as Step Functions reports it. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** Long enough for a sentence and a reason. Stack traces belong in the logs. */
const longest = 600;

/**
 * The message inside the cause. Lambda wraps it in JSON with a stack trace, and a nested execution wraps that again.
 */
export function inWords({ Error: error, Cause: cause }: Failure): string {
  const wrapped = parsed(cause);
  const message = textIn(wrapped, 'errorMessage');
  if (message !== undefined) return sentence(textIn(wrapped, 'errorType') ?? error, message);
  const inner = textIn(wrapped, 'Cause');
  return inner === undefined
    ? sentence(error, cause)
    : inWords({ Error: textIn(wrapped, 'Error') ?? error, Cause: inner });
}

const textIn = (wrapped: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = wrapped[field];
  return typeof value === 'string' ? value : undefined;
};

const sentence = (error: string, words: string): string =>
  words === '' ? error : `${error}: ${words.slice(0, longest).replace(/\.$/, '')}`;

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
