/** What one slot served in one minute. A minute without traffic is all zeros, and its percentiles are `null`. */
export interface SlotMinute {
  readonly requests: number;
  /** Failed answers, those the load balancer gave in the slot's place (refused, timed out) included. */
  readonly errors: number;
  /** Answers that took longer than the latency objective. */
  readonly slow: number;
  /** Seconds. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  /** Metrics that the user added, by name; one without a data point is left out. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** One complete minute of both slots. */
export interface Minute {
  /** Counts from 0 at the first minute of the shift. */
  readonly minute: number;
  /** Index of the step of the schedule that this minute belongs to. */
  readonly step: number;
  readonly canary: SlotMinute;
  readonly live: SlotMinute;
}

/** A count or value by its name: ours, or one that the user added. */
export function readingOf(slot: SlotMinute, name: string): number | undefined {
  switch (name) {
    case 'errors':
    case 'slow':
      return slot[name];
    case 'p50':
    case 'p90':
    case 'p99':
      return slot[name] ?? undefined;
    default:
      return slot.metrics?.[name];
  }
}

/** Minutes, newest first; adding one costs the same however many there are. */
export interface Chain {
  readonly minute: Minute;
  readonly earlier: Chain | undefined;
}

export const isConcurrent = ({ canary, live }: Minute): boolean => canary.requests > 0 && live.requests > 0;

/** Evidence needs both slots in the same minute, and tasks that are past their cold start. */
export const isUsable = (minute: Minute, warmupMinutes: number): boolean =>
  minute.minute >= warmupMinutes && isConcurrent(minute);

/**
 * Minutes arrive late, out of order and corrected. Here they are in time order, each once. Of two readings of one
 * minute the fuller one counts, because a metric only gains data points; so the order of arrival decides nothing.
 */
export function inTimeOrder(minutes: readonly Minute[]): Minute[] {
  const fullest = new Map<number, Minute>();
  for (const reading of minutes) {
    const known = fullest.get(reading.minute);
    if (known === undefined || isFuller(reading, known)) fullest.set(reading.minute, reading);
  }
  return [...fullest.values()].sort((a, b) => a.minute - b.minute);
}

function isFuller(a: Minute, b: Minute): boolean {
  const difference = counts(a)
    .map((count, i) => count - (counts(b)[i] ?? 0))
    .find((d) => d !== 0);
  return difference !== undefined && difference > 0;
}

const counts = ({ canary, live }: Minute): number[] => [
  canary.requests + live.requests,
  canary.errors + live.errors,
  canary.slow + live.slow,
  canary.requests,
  canary.errors,
  canary.slow,
];
