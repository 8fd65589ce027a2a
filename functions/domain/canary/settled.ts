import { type MeasuredMinute, minuteMs, requestsOf, silence, startOfMinute } from './measured-minute.ts';

/** What looks have seen of the newest minutes, kept so that the next one can tell which of them have stopped changing. */
export interface MetricSnapshot {
  /** By the minute's start. */
  readonly minutes: Readonly<Record<string, Seen>>;
}

interface Seen {
  /** The minute's counts in one word. */
  readonly counts: string;
  /** The first look that saw them so. Looks come from the judge and from the watch, some of them close together. */
  readonly since: number;
}

/** Two looks closer together than this may both come before the rest of a minute does. */
const apartMs = 30_000;
/** A minute that ended less than this ago may look the same twice and still not be whole. */
const youngMs = 2 * minuteMs;
/** Minutes older than that are not watched any more: nothing of them is still on its way. */
const watchedMs = 15 * minuteMs;
/** From so many requests a minute on a minute without any is a gap in the metrics and no silence. */
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

/** Counts alone: percentiles of a minute cannot change without them. */
const wordFor = ({ slots: { blue, green } }: MeasuredMinute): string =>
  [blue, green].flatMap(({ requests, errors, slow }) => [requests, errors, slow]).join(' ');

/**
 * The minutes of a span that are known for good. CloudWatch says neither when a minute is complete nor why one is
 * empty: it is complete once looks half a minute apart have seen the same of it, and empty only where nothing was to be expected.
 * What is missing here is not measured, and not measured is never passed.
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
 * Nothing newer has arrived: it may be on its way. And users who came by the dozen each minute do not all stay away for
 * one.
 */
function isGap(at: number, measured: readonly MeasuredMinute[], now: number): boolean {
  if (at > now - watchedMs && !measured.some((minute) => minute.at > at)) return true;
  const around = measured.filter((minute) => Math.abs(minute.at - at) <= 5 * minuteMs);
  return around.reduce((sum, minute) => sum + requestsOf(minute), 0) >= expectedToBeHeard * Math.max(1, around.length);
}
