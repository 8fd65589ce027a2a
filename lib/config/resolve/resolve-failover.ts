import type { DatabaseSetting } from '#domain/failover/settings.ts';
import { type CheckedFailover, maintenanceWindow } from '#config/schema/failover-schema.ts';
import type { Failover } from '#config/sluice-config.ts';

const usual = { quorum: 2, cooldownSeconds: 30 * 60, allowedLossSeconds: 30 };
/** Rounds take place every five to eight seconds. Two bad rounds in a row are no glitch, and take less than 30 s. */
const badRounds = 2;

/** Applies all defaults to a checked failover section. */
export function resolveFailover(input: CheckedFailover): Failover {
  const { domain, hostedZone, cooldown = usual.cooldownSeconds, maintenance = [], database, routingControl } = input;
  return {
    domain,
    hostedZone,
    policy: {
      automatic: input.automatic ?? true,
      quorum: input.quorum ?? usual.quorum,
      badRounds,
      cooldownMinutes: Math.ceil(cooldown / 60),
      allowedLossSeconds: input.allowedLossSeconds ?? usual.allowedLossSeconds,
      maintenance: maintenance.map(maintenanceWindow),
    },
    database: toDatabase(database),
    ...(routingControl !== undefined && { routingControl }),
  };
}

function toDatabase({
  globalCluster,
  cluster,
  replica,
}: NonNullable<CheckedFailover['database']> = {}): DatabaseSetting {
  if (globalCluster !== undefined && cluster !== undefined) return { kind: 'aurora-global', globalCluster, cluster };
  return replica === undefined ? { kind: 'none' } : { kind: 'rds-replica', instance: replica };
}
