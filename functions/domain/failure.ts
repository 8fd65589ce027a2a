/** `$states.errorOutput`: what Step Functions says of an error. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** Enough for a sentence and a reason; a stack trace belongs in the logs. */
const longest = 600;

/** The sentence within: Lambda wraps it into JSON with a trace, and a nested execution wraps that once more. */
export function inWords({ Error: error, Cause: cause }: Failure): string {
  const wrapped = parsed(cause);
  if (typeof wrapped['errorMessage'] === 'string')
    return sentence(String(wrapped['errorType'] ?? error), wrapped['errorMessage']);
  if (typeof wrapped['Cause'] === 'string')
    return inWords({ Error: String(wrapped['Error'] ?? error), Cause: wrapped['Cause'] });
  return sentence(error, cause);
}

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
