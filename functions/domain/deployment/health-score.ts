/** What a service may need to be well, beside itself. */
export const needs = ['database', 'cache', 'queue', 'external'] as const;
export type Need = (typeof needs)[number];

/** How a service says that it is well, and how well it has to be before it may take traffic. */
export interface HealthPolicy {
  readonly endpoints: readonly string[];
  /** For what it needs: the endpoint that answers well while it can reach it. Only probes ask these. */
  readonly needs?: Readonly<Partial<Record<Need, string>>>;
  readonly timeoutSeconds: number;
  /** How often each endpoint of each task is asked. */
  readonly tries: number;
  /** The score has to be above this, 0 to 1. */
  readonly minimumScore: number;
}

/** What came back from one endpoint of one task. */
export interface HealthAnswer {
  readonly endpoint: string;
  /** HTTP status; nothing where no answer came in time. */
  readonly status?: number;
  /** Why none came. */
  readonly problem?: string;
}

/** Redirects are bad too: where they lead to is not the task that was asked. */
export const isGood = ({ status }: HealthAnswer): boolean => status !== undefined && status >= 200 && status <= 299;

/**
 * The share of good answers, over every task, every endpoint and every try: one endpoint that is down on every task of
 * three endpoints is 0.67, one lost answer of 27 is 0.96. Nothing measured is nothing passed: the score of no answers is 0.
 */
export const healthScore = (answers: readonly HealthAnswer[]): number =>
  answers.length === 0 ? 0 : answers.filter(isGood).length / answers.length;

/** `6 of 27 answers were bad: /api/health said 503 (6 times)`. */
export function describeAnswers(answers: readonly HealthAnswer[]): string {
  const bad = answers.filter((answer) => !isGood(answer));
  if (bad.length === 0) return `all ${answers.length} answers were good`;
  const kinds = [...Map.groupBy(bad, inWords)].map(([words, { length }]) => `${words} (${times(length)})`);
  return `${bad.length} of ${answers.length} answers were bad: ${kinds.slice(0, mostKinds).join(', ')}`;
}

/** A sentence, not a report: the logs of the service have the rest. */
const mostKinds = 5;

const inWords = ({ endpoint, status, problem }: HealthAnswer): string =>
  status === undefined ? `${endpoint} did not answer: ${problem ?? 'unknown'}` : `${endpoint} said ${status}`;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
