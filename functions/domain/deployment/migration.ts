import type { Hook } from './hook.ts';

/** How a release migrates the service's database before any of its tasks starts. */
export interface Migration {
  /** Fails if data would be lost. Undefined if the configuration accepts that. */
  readonly check?: Hook;
  readonly run: Hook;
  /** A snapshot of this cluster is taken before the migration. */
  readonly databaseCluster?: string;
}

/** One snapshot for each deployment, so that a retried step finds the snapshot that it has already started. */
export const snapshotName = (deploymentId: string): string => `sluice-${deploymentId.toLowerCase()}`;
