import type { TrafficBucket, VersionTraffic, WeightReading } from '#rehearsal/record.ts';

/** The same numbers on every run: a sample must not change what a test sees. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Behavior {
  medianMs: number;
  failedShare: number;
}

function sampleTraffic(requests: number, { medianMs, failedShare }: Behavior, random: () => number): VersionTraffic {
  const failed = Math.min(requests, Math.round(requests * failedShare * (0.6 + 0.8 * random())));
  const p50Ms = Number((medianMs * (0.94 + 0.12 * random())).toFixed(1));
  return { requests, failed, p50Ms, p99Ms: Number((p50Ms * (2.1 + 0.9 * random())).toFixed(1)) };
}

/** Buckets of 2 s at about 50 requests a second, divided as the weights say, give or take. */
export function trafficBuckets(from: number, to: number, weights: WeightReading[], v2: Behavior): TrafficBucket[] {
  const random = seeded(7);
  const buckets: TrafficBucket[] = [];
  for (let elapsedSeconds = from; elapsedSeconds < to; elapsedSeconds += 2) {
    const green = weights.findLast((reading) => reading.elapsedSeconds <= elapsedSeconds)?.green ?? 0;
    const all = Math.round(100 + 14 * (random() - 0.5));
    const jitter = green === 0 || green === 100 ? 0 : 6 * (random() - 0.5);
    const toV2 = Math.round((all * (green + jitter)) / 100);
    const byVersion: TrafficBucket['byVersion'] = {};
    if (all > toV2) byVersion['v1'] = sampleTraffic(all - toV2, { medianMs: 11, failedShare: 0 }, random);
    if (toV2 > 0) byVersion['v2'] = sampleTraffic(toV2, v2, random);
    buckets.push({ elapsedSeconds, byVersion });
  }
  return buckets;
}

export function reading(elapsedSeconds: number, green: number): WeightReading {
  return { elapsedSeconds, blue: 100 - green, green, blueVersion: 'v1', greenVersion: 'v2' };
}

export function totals(buckets: TrafficBucket[]): { requests: number; failedRequests: number } {
  const all = buckets.flatMap((bucket) => Object.values(bucket.byVersion));
  const sum = (pick: (traffic: VersionTraffic) => number) => all.reduce((total, traffic) => total + pick(traffic), 0);
  return { requests: sum(({ requests }) => requests), failedRequests: sum(({ failed }) => failed) };
}
