import { describe, expect, it } from 'vitest';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { step } from '#steps/deployment/back-up-database.step.ts';
import { Account } from '../support/account.ts';

const run = { command: ['migrate'], timeoutSeconds: 900 };

async function migrating(databaseCluster?: string) {
  const account = await Account.serving();
  const admitted = await account.admitted('20260105T090000Z-api-ef567890');
  const migration = { run, ...(databaseCluster && { databaseCluster }) };
  const plan: DeploymentPlan = { ...admitted, target: { ...admitted.target, migration } };
  return { account, backUp: () => step.call({ plan }, account.ports) };
}

describe('the snapshot before a migration', () => {
  it('is begun once, waited for, and named after the deployment', async () => {
    const { account, backUp } = await migrating('orders');
    const name = 'sluice-20260105t090000z-api-ef567890';
    await expect(backUp()).rejects.toMatchObject({ name: 'SnapshotUnderWay', message: expect.stringContaining(name) });
    await account.pass(119);
    await expect(backUp()).rejects.toMatchObject({ name: 'SnapshotUnderWay' });
    await account.pass(1);
    expect(await backUp()).toEqual({ snapshot: name });
    expect(await backUp()).toEqual({ snapshot: name });
    expect([...account.ports.snapshots.begunAt.keys()]).toEqual([name]);
  });

  it('that is impossible stops the migration', async () => {
    const { backUp } = await migrating('missing');
    await expect(backUp()).rejects.toMatchObject({
      name: 'SnapshotImpossible',
      message: 'missing is not migrated without a snapshot: DBCluster missing not found.',
    });
  });

  it('is not taken where the configuration names no database', async () => {
    const { account, backUp } = await migrating();
    expect(await backUp()).toEqual({ snapshot: 'none: the configuration specifies no database cluster' });
    expect(account.ports.snapshots.begunAt.size).toBe(0);
  });

  it('is not taken by a deployment that was taken over', async () => {
    const { account, backUp } = await migrating('orders');
    await account.takenOver('20260105T090000Z-api-ef567890');
    await expect(backUp()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.ports.snapshots.begunAt.size).toBe(0);
  });
});
