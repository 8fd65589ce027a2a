/** The dependencies of a service that can be probed. */
export const needs = ['database', 'cache', 'queue', 'external'] as const;
export type Need = (typeof needs)[number];

/** How a service reports its health, and how healthy it must be to get traffic. */
export interface HealthPolicy {
  readonly endpoints: readonly string[];
  /** For each dependency, the endpoint that reports whether it is reachable. Only probes use these. */
  readonly needs?: Readonly<Partial<Record<Need, string>>>;
  readonly timeoutSeconds: number;
  /** How often each endpoint of each task is requested. */
  readonly tries: number;
  /** The score must be above this value, 0 to 1. */
  readonly minimumScore: number;
}

/** The response of one endpoint of one task. */
export interface HealthAnswer {
  readonly endpoint: string;
  /** The HTTP status; undefined if there was no response in time. */
  readonly status?: number;
  /** Why there was no response. */
  readonly problem?: string;
}

/** Redirects are bad too, because their target is not the task that was probed. */
export const isGood = ({ status }: HealthAnswer): boolean => status !== undefined && status >= 200 && status <= 299;

/**
 * The share of good responses, over all tasks, endpoints and tries. If one of three endpoints is down on every task,
 * the score is 0.67; if one response of 27 is lost, it is 0.96. Without responses the score is 0, because what is not
 * measured never passes.
 */
export const healthScore = (answers: readonly HealthAnswer[]): number =>
  answers.length === 0 ? 0 : answers.filter(isGood).length / answers.length;

/** `6 of 27 responses were bad: /api/health returned 503 (6 times)`. */
export function describeAnswers(answers: readonly HealthAnswer[]): string {
  const bad = answers.filter((answer) => !isGood(answer));
  if (bad.length === 0) return `all ${answers.length} responses were good`;
  const kinds = [...Map.groupBy(bad, inWords)].map(([words, { length }]) => `${words} (${times(length)})`);
  return `${bad.length} of ${answers.length} responses were bad: ${kinds.slice(0, mostKinds).join(', ')}`;
}

/** Enough for a sentence. The logs of the service contain the rest. */
const mostKinds = 5;

const inWords = ({ endpoint, status, problem }: HealthAnswer): string =>
  status === undefined ? `${endpoint} did not respond: ${problem ?? 'unknown'}` : `${endpoint} returned ${status}`;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
