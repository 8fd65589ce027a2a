import { lock, snapshots } from '#adapters/answers.ts';
import { SnapshotImpossible, SnapshotUnderWay } from '#domain/errors.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { snapshotName } from '#domain/deployment/migration.ts';
import type { DatabaseSnapshots } from '#ports/database/database-snapshots.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './back-up-database.contract.ts';

interface Ports {
  snapshots: DatabaseSnapshots;
  lock: DeploymentLock;
}

/** The last step before the migration. A deployment that has lost the lock fails here. */
export const step = defineStep(contract, async ({ plan }, { snapshots, lock }: Ports) => {
  mustHold(plan, await lock.holder(plan.target.service));
  const { databaseCluster } = plan.target.migration ?? {};
  if (databaseCluster === undefined) return { snapshot: 'none: the configuration specifies no database cluster' };
  const name = snapshotName(plan.deploymentId);
  const taken = await snapshots.take(databaseCluster, name);
  if (taken.kind === 'under-way') throw new SnapshotUnderWay(`${name} of ${databaseCluster} is not complete yet.`);
  if (taken.kind === 'impossible')
    throw new SnapshotImpossible(`${databaseCluster} is not migrated without a snapshot: ${taken.reason}`);
  return { snapshot: name };
});

export const handler = step.host({ snapshots, lock });
