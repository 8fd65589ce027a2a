/**
 * What one slot served in one minute. In a minute without traffic all counts are zero and the percentiles are `null`.
 */
export interface SlotMinute {
  readonly requests: number;
  /**
   * Failed responses, including those that the load balancer returned instead of the slot (refused connections,
   * timeouts).
   */
  readonly errors: number;
  /** Responses that took longer than the latency objective. */
  readonly slow: number;
  /** Seconds. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  /** The user's own metrics by name. Metrics without a data point are left out. */
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

/** A count or value by its name, either built in or added by the user. */
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

/** A linked list of minutes, newest first. Adding one takes constant time. */
export interface Chain {
  readonly minute: Minute;
  readonly earlier: Chain | undefined;
}

export const isConcurrent = ({ canary, live }: Minute): boolean => canary.requests > 0 && live.requests > 0;

/** Evidence needs traffic on both slots in the same minute, after the warm-up. */
export const isUsable = (minute: Minute, warmupMinutes: number): boolean =>
  minute.minute >= warmupMinutes && isConcurrent(minute);

/**
 * Sorts minutes by time and removes duplicates. Minutes may arrive late, out of order or corrected. Of two readings of
 * one minute the one with the higher counts is kept, because a metric only gains data points. The order of arrival
 * therefore does not matter.
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
