import type { RunRecord } from '#domain/failover/run-record.ts';

/** What remains of a story between two regions. */
export interface RegionRemains {
  readonly runs: readonly RunRecord[];
  /** Every change of the switch, with what was true of the standby at that moment. */
  readonly moves: readonly RegionMove[];
  readonly pages: readonly string[];
  /** What happened, for a reader: outages, moves and pages, in their order. Absent where it was shown while it happened. */
  readonly told?: readonly Told[];
  /** The percentage that the switch gives the standby at the end. */
  readonly share: number;
  /** For how long clients were sent to a region that did not serve them. */
  readonly unservedSeconds: number;
  /** Whether weights, tasks, data and switch are as they were before. */
  readonly nothingChanged: boolean;
  readonly allowedLossSeconds: number;
  readonly atWork: string | undefined;
  /** Whether the primary starts deployments for requests. Absent where it cannot be reached. */
  readonly primaryMayDeploy?: boolean;
  /** Whether a person has set a hold, so that the failover waits for people. */
  readonly isHeld: boolean;
  /** When the primary last went down. */
  readonly downSince?: string;
}

export interface Told {
  readonly elapsedSeconds: number;
  readonly kind: 'cloud' | 'traffic' | 'decision';
  readonly what: string;
}

export interface RegionMove {
  readonly elapsedSeconds: number;
  readonly share: number;
  readonly healthyTargets: number;
  readonly database: 'none' | 'replica' | 'writer' | 'changing';
  readonly runId: string | undefined;
}
