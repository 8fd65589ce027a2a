import type { Release } from '#domain/images/release.ts';
import type { RecordedStage } from '#domain/ledger/stage-history.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';

export interface RecordedDeployment extends DeploymentEntry {
  /** Absent while the deployment runs. */
  readonly ended?: Outcome;
  readonly release?: Release;
  /** Written within a minute. */
  readonly stages?: readonly RecordedStage[];
  readonly transitions?: number;
}

/** What the ledger says of the past, for people. */
export interface History {
  find(service: string, deploymentId: string): Promise<RecordedDeployment | undefined>;
  /** The newest first. */
  latest(service: string, count: number): Promise<readonly RecordedDeployment[]>;
}
