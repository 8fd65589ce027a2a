export interface RequestRate {
  count(nowMs: number): void;
  /** The average of the last three seconds, so that one busy second does not count as load. */
  perSecond(nowMs: number): number;
}

const WINDOW_MS = 3000;

export function requestRate(): RequestRate {
  let times: number[] = [];
  const forget = (nowMs: number): void => {
    const firstKept = times.findIndex((time) => time > nowMs - WINDOW_MS);
    if (firstKept !== 0) times = firstKept === -1 ? [] : times.slice(firstKept);
  };
  return {
    count(nowMs) {
      forget(nowMs);
      times.push(nowMs);
    },
    perSecond(nowMs) {
      forget(nowMs);
      return times.length / (WINDOW_MS / 1000);
    },
  };
}
