import type { CheckedFailover } from '#config/schema/failover-schema.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

interface Regions {
  readonly standby?: string | undefined;
}

/** What a failover section needs of the environment that it stands in. */
export function rulesOfFailover(at: Path, failover: CheckedFailover | undefined, regions: Regions): readonly Finding[] {
  if (failover === undefined) return [];
  return [...needsStandby(at, regions), ...databaseIsOne(at, failover), ...clusterIsInStandby(at, failover, regions)];
}

function needsStandby(at: Path, { standby }: Regions): readonly Finding[] {
  if (standby !== undefined) return [];
  const where = [...at, 'regions', 'standby'];
  const problem = 'a failover needs another region to go to';
  const remedy = 'set it, or leave failover out';
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
  return [finding({ at: where, value, problem: 'it does not name one database', allowed, from: [where] })];
}

function clusterIsInStandby(at: Path, { database }: CheckedFailover, { standby }: Regions): readonly Finding[] {
  const cluster = database?.cluster;
  if (cluster === undefined || standby === undefined || regionOfArn(cluster) === standby) return [];
  const where = [...at, 'failover', 'database', 'cluster'];
  const problem = 'it is not the one that would be promoted';
  const allowed = `a cluster in ${standby}`;
  return [finding({ at: where, value: cluster, problem, allowed, from: [where, [...at, 'regions', 'standby']] })];
}
