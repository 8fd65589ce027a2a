/** What is known about a task that stopped. */
export interface TaskFailureDetails {
  readonly reason: string;
  /** The exit code of its container; undefined if the container never ran. */
  readonly exitCode?: number;
  /** The last lines of its log, the newest last. */
  readonly lines: readonly string[];
}

/** The end of a log shows why a program died. More lines do not help at 3 a.m. and stay in the log. */
const mostLines = 3;
const longestLine = 160;

/** `Essential container in task exited (exit code 1). Its log ends: "fatal: DATABASE_URL is not set"`. */
export function describeTaskFailure({ reason, exitCode, lines }: TaskFailureDetails): string {
  const code = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
  return `${reason.replace(/\.$/, '')}${code}. ${describeLog(lines)}`;
}

export function describeLog(lines: TaskFailureDetails['lines']): string {
  const end = lines.filter((line) => line.trim() !== '').slice(-mostLines);
  return end.length === 0 ? 'Its log is empty' : `Its log ends: ${end.map((line) => `"${inShort(line)}"`).join(' ')}`;
}

const inShort = (line: string): string => {
  const clean = withoutSecrets(line.trim());
  return clean.length <= longestLine ? clean : `${clean.slice(0, longestLine - 1)}…`;
};

/** A failing program may print its configuration. Anything that looks like a secret stays in its log. */
const withoutSecrets = (line: string): string =>
  line
    .replaceAll(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, '$1***@')
    .replaceAll(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '***')
    .replaceAll(/((?:password|passwd|secret|token|api_?key|access_?key)["']?\s*[=:]\s*["']?)[^\s"',;]+/gi, '$1***');
