import type { Errand } from './errand.ts';

/** How a release changes the service's database before any of its tasks starts. */
export interface Migration {
  /** Fails where something would be lost; absent where the configuration says that this is meant. */
  readonly check?: Errand;
  readonly run: Errand;
  /** Snapshots are taken of it before. */
  readonly databaseCluster?: string;
}

/** One for each deployment, so that a step that is called again finds the one that it has begun. */
export const snapshotName = (deploymentId: string): string => `sluice-${deploymentId.toLowerCase()}`;
