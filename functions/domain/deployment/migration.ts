import type { Hook } from './hook.ts';

/** How a release changes the service's database before any of its tasks starts. */
export interface Migration {
  /** Fails where something would be lost; absent where the configuration says that this is meant. */
  readonly check?: Hook;
  readonly run: Hook;
  /** Snapshots are taken of it before. */
  readonly databaseCluster?: string;
}

/** One for each deployment, so that a step that is called again finds the one that it has begun. */
export const snapshotName = (deploymentId: string): string => `sluice-${deploymentId.toLowerCase()}`;
