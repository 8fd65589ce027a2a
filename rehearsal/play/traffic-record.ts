import type { Traffic } from '../record.ts';
import type { Answer } from '../traffic/answer.ts';
import { series } from '../traffic/summary.ts';

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
