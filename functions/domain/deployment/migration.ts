import type { Hook } from './hook.ts';

/** How a release migrates the service's database before any of its tasks starts. */
export interface Migration {
  /** Fails if data would be lost. Undefined if the configuration accepts that. */
  readonly check?: Hook;
  readonly run: Hook;
  /** A snapshot of this cluster is taken before the migration. */
  readonly databaseCluster?: string;
}

/** RDS: at most 63 letters, digits and hyphens, no two hyphens in a row and none at the end. */
const longestName = 63;
/** The end of a deployment's id tells it from every other; the middle is the name of its service. */
const endOfId = 9;

/** One snapshot for each deployment, so that a retried step finds the snapshot that it has already started. */
export function snapshotName(deploymentId: string): string {
  const name = `sluice-${deploymentId.toLowerCase()}`.replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '');
  if (name.length <= longestName) return name;
  const end = name.slice(-endOfId).replace(/^-/, '');
  return `${name.slice(0, longestName - endOfId - 1).replace(/-$/, '')}-${end}`;
}
