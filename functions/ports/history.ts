import type { DeploymentEntry, Outcome } from './ledger.ts';

export interface RecordedDeployment extends DeploymentEntry {
  /** Absent while the deployment runs. */
  readonly ended?: Outcome;
}

/** What the ledger says of the past, for people. */
export interface History {
  /** The newest first. */
  latest(service: string, count: number): Promise<readonly RecordedDeployment[]>;
}
