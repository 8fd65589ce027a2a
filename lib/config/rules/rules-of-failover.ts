import type { CheckedFailover } from '#config/schema/failover-schema.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

interface Regions {
  readonly standby?: string | undefined;
}

/** Checks a failover section against the rest of its environment. */
export function rulesOfFailover(at: Path, failover: CheckedFailover | undefined, regions: Regions): readonly Finding[] {
  if (failover === undefined) return [];
  return [...needsStandby(at, regions), ...databaseIsOne(at, failover), ...clusterIsInStandby(at, failover, regions)];
}

function needsStandby(at: Path, { standby }: Regions): readonly Finding[] {
  if (standby !== undefined) return [];
  const where = [...at, 'regions', 'standby'];
  const problem = 'failover needs a standby region';
  const remedy = 'set it, or remove failover';
  return [finding({ at: where, value: standby, problem, allowed: 'a region', remedy, from: [[...at, 'failover']] })];
}

function databaseIsOne(at: Path, { database }: CheckedFailover): readonly Finding[] {
  if (database === undefined) return [];
  const { globalCluster, cluster, replica } = database;
  const isGlobal = globalCluster !== undefined && cluster !== undefined && replica === undefined;
  const isReplica = replica !== undefined && globalCluster === undefined && cluster === undefined;
  if (isGlobal || isReplica) return [];
  const where = [...at, 'failover', 'database'];
  const allowed = 'globalCluster and cluster, or replica alone';
  const value = Object.keys(database).join(', ');
  return [finding({ at: where, value, problem: 'it does not specify exactly one database', allowed, from: [where] })];
}

function clusterIsInStandby(at: Path, { database }: CheckedFailover, { standby }: Regions): readonly Finding[] {
  const cluster = database?.cluster;
  if (cluster === undefined || standby === undefined || regionOfArn(cluster) === standby) return [];
  const where = [...at, 'failover', 'database', 'cluster'];
  const problem = 'the cluster to promote must be in the standby region';
  const allowed = `a cluster in ${standby}`;
  return [finding({ at: where, value: cluster, problem, allowed, from: [where, [...at, 'regions', 'standby']] })];
}
