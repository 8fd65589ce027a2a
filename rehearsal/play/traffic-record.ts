import type { Traffic } from '../record.ts';
import type { Answer } from '../traffic/answer.ts';
import { series, summarize } from '../traffic/summary.ts';

/** What the clients got, second by second and version by version. */
export function trafficOf(answers: readonly Answer[], startedAt: Date): Traffic {
  const buckets = series(answers);
  return {
    bucketSeconds: 1,
    versions: [...new Set(buckets.flatMap(({ byVersion }) => Object.keys(byVersion)))].sort(),
    buckets: buckets.map(({ at, byVersion }) => ({
      elapsedSeconds: (at - startedAt.getTime()) / 1000,
      byVersion: Object.fromEntries(
        Object.entries(byVersion).map(([version, { count, failed, p50, p99 }]) => [
          version,
          { requests: count, failed, p50Ms: p50, p99Ms: p99 },
        ]),
      ),
    })),
  };
}

/** Totals so far, by version. */
export function countsOf(answers: readonly Answer[]): Record<string, { requests: number; failed: number }> {
  const { byVersion } = summarize(answers);
  return Object.fromEntries(
    Object.entries(byVersion).map(([version, { count, failed }]) => [version, { requests: count, failed }]),
  );
}
