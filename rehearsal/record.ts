import { stages, titleOf } from '#domain/deployment/stages.ts';
/** What one rehearsal records: written while it runs, read by the report page, the terminal and `--json`. */
export interface RehearsalRecord {
  scenario: string;
  title: string;
  outcome: Outcome;
  /** ISO 8601; every `elapsedSeconds` below counts from here. */
  startedAt: string;
  seconds: number;
  timeline: TimelineEntry[];
  stages: StageRecord[];
  /** Read back from the load balancer, never the requested weights. */
  weights: WeightReading[];
  traffic: Traffic;
  decisions: Decision[];
  /** What the judge measured and concluded, look by look; absent where no canary was judged. */
  looks?: JudgeLook[];
  promises: PromiseRecord[];
  measured: Measured;
  endpoint?: string;
}

/** `held`: ended as the scenario expects and every promise held. `broken`: a promise did not. `failed`: it could not be played to its end. */
export type Outcome = 'held' | 'broken' | 'failed';

export interface TimelineEntry {
  at: string;
  elapsedSeconds: number;
  what: string;
  kind?: TimelineKind;
}

export type TimelineKind = 'stage' | 'traffic' | 'decision' | 'cloud' | 'fault';

export interface StageRecord {
  deployment: string;
  name: string;
  number: number;
  startedSeconds: number;
  endedSeconds?: number;
  outcome: StageOutcome;
  note?: string;
}

/** The eight stages of a deployment, in order; `StageRecord.number` counts from 1. */
export const stageNames: readonly string[] = stages.map(titleOf);

export type StageOutcome = 'succeeded' | 'failed' | 'running' | 'skipped';

export interface WeightReading {
  elapsedSeconds: number;
  blue: number;
  green: number;
  blueVersion?: string;
  greenVersion?: string;
}

export interface Traffic {
  bucketSeconds: number;
  versions: string[];
  buckets: TrafficBucket[];
}

export interface TrafficBucket {
  elapsedSeconds: number;
  byVersion: Record<string, VersionTraffic>;
}

export interface VersionTraffic {
  requests: number;
  failed: number;
  p50Ms?: number;
  p99Ms?: number;
}

export interface Decision {
  elapsedSeconds: number;
  who: string;
  what: string;
  why: string;
}

/** One look of the judge: the newest minute of both slots, and the result of all minutes so far. */
export interface JudgeLook {
  elapsedSeconds: number;
  /** Counts from 0 at the start of the shift. */
  minute: number;
  step: number;
  weight: number;
  /** 1 at the start; from `rollbackAt` on the canary is rolled back. */
  evidence: number;
  rollbackAt: number;
  canary: SlotReading;
  live: SlotReading;
  explanation: string;
}

export interface SlotReading {
  requests: number;
  errors: number;
  /** Seconds; `null` when nothing was served. */
  p99: number | null;
}

export interface PromiseRecord {
  id: string;
  promise: string;
  held: boolean;
  checks: string[];
}

/** Figures are named with their unit at the end: `rollbackSeconds`, `p99Ms`, `failedPercent`. */
export interface Measured {
  requests: number;
  failedRequests: number;
  [figure: string]: number;
}

/** What `--json` prints: the record without its series, for programs. */
export interface RehearsalJson {
  scenario: string;
  outcome: Outcome;
  seconds: number;
  timeline: { at: string; elapsedSeconds: number; what: string }[];
  promises: { id: string; held: boolean; checks: string[] }[];
  measured: Measured;
  /** As last read back; `null` when the load balancer was never read. */
  weights: { blue: number; green: number } | null;
  endpoint: string | null;
}

export function toJson(record: RehearsalRecord): RehearsalJson {
  const last = record.weights.at(-1);
  return {
    scenario: record.scenario,
    outcome: record.outcome,
    seconds: record.seconds,
    timeline: record.timeline.map(({ at, elapsedSeconds, what }) => ({ at, elapsedSeconds, what })),
    promises: record.promises.map(({ id, held, checks }) => ({ id, held, checks })),
    measured: record.measured,
    weights: last === undefined ? null : { blue: last.blue, green: last.green },
    endpoint: record.endpoint ?? null,
  };
}
