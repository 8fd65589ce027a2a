import type { RehearsalRecord, TrafficBucket, VersionTraffic, WeightReading } from '../record.ts';

/** One value per bucket; `undefined` where nothing was measured, which is drawn as a gap and never as zero. */
export type Values = (number | undefined)[];

export interface Span {
  from: number;
  to: number;
}

/** From the first stage or answer to the last: the cloud's start takes longer than a deployment, and shows nothing. */
export function spanOf({ stages, traffic, seconds }: RehearsalRecord): Span {
  const starts = [...stages.map((stage) => stage.startedSeconds), ...traffic.buckets.map((it) => it.elapsedSeconds)];
  const ends = [
    ...stages.map((stage) => stage.endedSeconds ?? seconds),
    ...traffic.buckets.map((bucket) => bucket.elapsedSeconds + traffic.bucketSeconds),
  ];
  const from = Math.min(...starts, seconds);
  return { from, to: Math.max(from + 1, ...ends) };
}

/** Each version's percentage of a bucket's requests, in the order of `versions`; none where no request came. */
export function shares(bucket: TrafficBucket, versions: string[]): number[] | undefined {
  const all = versions.reduce((sum, version) => sum + (bucket.byVersion[version]?.requests ?? 0), 0);
  if (all === 0) return undefined;
  return versions.map((version) => ((bucket.byVersion[version]?.requests ?? 0) / all) * 100);
}

/** The upper edges of a stack, bottom first: the last one is 100. */
export function stacked(parts: number[]): number[] {
  let edge = 0;
  return parts.map((part) => (edge += part));
}

/** Each version's configured percentage; none where the reading does not know what runs in the slots. */
export function configuredShares(reading: WeightReading, versions: string[]): number[] | undefined {
  const all = reading.blue + reading.green;
  const known = [reading.blueVersion, reading.greenVersion].some((version) => version !== undefined);
  if (!known || all === 0) return undefined;
  return versions.map((version) => {
    const blue = reading.blueVersion === version ? reading.blue : 0;
    const green = reading.greenVersion === version ? reading.green : 0;
    return ((blue + green) / all) * 100;
  });
}

export function perBucket(
  buckets: TrafficBucket[],
  version: string,
  measure: (traffic: VersionTraffic) => number | undefined,
): Values {
  return buckets.map(({ byVersion }) => {
    const traffic = byVersion[version];
    return traffic === undefined || traffic.requests === 0 ? undefined : measure(traffic);
  });
}

export function failedPercent({ requests, failed }: VersionTraffic): number {
  return (failed / requests) * 100;
}
