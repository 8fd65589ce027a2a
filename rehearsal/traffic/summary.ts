import { hasFailed, type Answer } from './answer.ts';

export interface Totals {
  readonly count: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Summary extends Totals {
  readonly byVersion: Readonly<Record<string, Totals>>;
  /** How often each status or missing answer was seen. */
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface Bucket {
  /** When it begins, in milliseconds since the epoch. */
  readonly at: number;
  readonly byVersion: Readonly<Record<string, Totals>>;
}

/** What stands in for the version of an answer that no version gave. */
export const NO_VERSION = 'none';

export function summarize(answers: readonly Answer[]): Summary {
  const outcomes: Record<string, number> = {};
  for (const { outcome } of answers) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { ...totals(answers), byVersion: totalsByVersion(answers), outcomes };
}

/** The answers to the requests of each span of time, including spans without any. */
export function series(answers: readonly Answer[], bucketMs = 1_000): readonly Bucket[] {
  const buckets = Map.groupBy(answers, ({ at }) => Math.floor(at / bucketMs));
  const numbers = [...buckets.keys()].sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    at: (first + i) * bucketMs,
    byVersion: totalsByVersion(buckets.get(first + i) ?? []),
  }));
}

/** Failures that no version answered: the load balancer's own 502 to 504, refused, timed out. */
export function unanswered(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter((answer) => hasFailed(answer) && answer.version === undefined);
}

export function totals(answers: readonly Answer[]): Totals {
  const latencies = answers.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    count: answers.length,
    failed: answers.filter(hasFailed).length,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
  };
}

function totalsByVersion(answers: readonly Answer[]): Record<string, Totals> {
  const groups = Map.groupBy(answers, ({ version }) => version ?? NO_VERSION);
  return Object.fromEntries([...groups].map(([version, its]) => [version, totals(its)]));
}

/** Nearest rank; 0 of nothing. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
