import { type MeasuredMinute, minuteMs, requestsOf, silence, startOfMinute } from './measured-minute.ts';

/** What earlier looks have seen of the newest minutes. It shows the next look which minutes have stopped changing. */
export interface MetricSnapshot {
  /** By the minute's start. */
  readonly minutes: Readonly<Record<string, Seen>>;
}

interface Seen {
  /** The counts of the minute, as one text. */
  readonly counts: string;
  /** When a look first saw these counts. Looks come from the judge and from the watcher, sometimes close together. */
  readonly since: number;
}

/** Two looks closer together than this may both precede the rest of a minute's data. */
const apartMs = 30_000;
/** A minute that ended more recently than this may be incomplete, even if two looks have seen the same. */
const youngMs = 2 * minuteMs;
/** Older minutes are complete: none of their data is still on its way. */
const watchedMs = 15 * minuteMs;
/** With this many requests a minute, a minute without data is a gap in the metrics and not a lack of traffic. */
const expectedToBeHeard = 20;

export function nextSnapshot(
  earlier: MetricSnapshot | undefined,
  minutes: readonly MeasuredMinute[],
  now: number,
): MetricSnapshot {
  const watched = minutes.filter(({ at }) => at > now - watchedMs);
  return { minutes: Object.fromEntries(watched.map((minute) => [minute.at, seen(minute, earlier, now)])) };
}

function seen(minute: MeasuredMinute, earlier: MetricSnapshot | undefined, now: number): Seen {
  const counts = wordFor(minute);
  const before = earlier?.minutes[minute.at];
  return before?.counts === counts ? before : { counts, since: now };
}

/** Only counts: the percentiles of a minute cannot change without them. */
const wordFor = ({ slots: { blue, green } }: MeasuredMinute): string =>
  [blue, green].flatMap(({ requests, errors, slow }) => [requests, errors, slow]).join(' ');

/**
 * The complete minutes of a period. CloudWatch reports neither when a minute is complete nor why one is empty. A minute
 * is complete when looks at least half a minute apart have seen the same counts, and empty only if no traffic was
 * expected. Minutes that are missing from the result are not measured, and what is not measured never passes.
 */
export function settledMinutes(
  /** The oldest first. */
  measured: readonly MeasuredMinute[],
  span: { readonly from: number; readonly until: number },
  earlier: MetricSnapshot | undefined,
  now: number,
): readonly MeasuredMinute[] {
  const settled: MeasuredMinute[] = [];
  let next = 0;
  for (let at = startOfMinute(span.from); at < span.until; at += minuteMs) {
    if (at + minuteMs > now) break;
    while ((measured[next]?.at ?? Infinity) < at) next += 1;
    const minute = measured[next];
    if (minute?.at !== at) {
      if (isGap(at, measured, now)) continue;
      settled.push({ at, slots: { blue: silence, green: silence } });
    } else if (hasStoppedChanging(minute, earlier, now)) settled.push(minute);
  }
  return settled;
}

function hasStoppedChanging(minute: MeasuredMinute, earlier: MetricSnapshot | undefined, now: number): boolean {
  if (minute.at <= now - watchedMs) return true;
  if (now - (minute.at + minuteMs) < youngMs) return false;
  return now - seen(minute, earlier, now).since >= apartMs;
}

/**
 * A minute without data is a gap if no newer one has arrived yet, or if the minutes around it had too much traffic for
 * it to be empty.
 */
function isGap(at: number, measured: readonly MeasuredMinute[], now: number): boolean {
  if (at > now - watchedMs && !measured.some((minute) => minute.at > at)) return true;
  const around = measured.filter((minute) => Math.abs(minute.at - at) <= 5 * minuteMs);
  return around.reduce((sum, minute) => sum + requestsOf(minute), 0) >= expectedToBeHeard * Math.max(1, around.length);
}
