import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/record-rollback.step.ts';
import { Account } from '../support/account.ts';

const failure = { Error: 'RolloutFailed', Cause: 'v2 does not start' };

async function toRecord(returned?: { safe: 'blue' | 'green'; reason: string; page: boolean }) {
  const account = await Account.serving();
  const { fence } = await account.admitted();
  const release = await account.release('v2');
  await account.ports.ledger.keep('api', 'd-1', { release });
  const input = { service: 'api', deploymentId: 'd-1', fence, failure, ...(returned && { returned }) };
  return { account, call: () => step.call(input, account.ports) };
}

describe('recording a rollback', () => {
  it('records the reason, leaves the old version live and releases the lock', async () => {
    const { account, call } = await toRecord({ safe: 'green', reason: 'green is healthy', page: false });
    expect(await call()).toMatchObject({ deploymentId: 'd-1', outcome: 'rolled-back' });
    expect(account.outcome()?.reason).toMatch(/v2 does not start.*green is healthy/);
    expect(account.live()).toEqual({ slot: 'green', version: 'v1' });
    expect(account.lockOwner()).toBeUndefined();
  });

  it('follows traffic where the new version had to keep it', async () => {
    const { account, call } = await toRecord({ safe: 'blue', reason: 'green has died', page: true });
    expect(await call()).toMatchObject({ outcome: 'held' });
    expect(account.live()).toEqual({ slot: 'blue', version: 'v2' });
  });

  it('calls a deployment that changed nothing refused', async () => {
    const { account, call } = await toRecord();
    expect(await call()).toMatchObject({ outcome: 'refused' });
    expect(account.lockOwner()).toBeUndefined();
  });

  it('answers the same again, after an answer that was lost', async () => {
    const { account, call } = await toRecord();
    const first = await call();
    const before = account.everything();
    expect(await call()).toEqual(first);
    expect(account.everything()).toEqual(before);
  });

  it('records nothing once another execution has taken over', async () => {
    const { account, call } = await toRecord();
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.outcome()).toBeUndefined();
    expect(account.lockOwner()).toBe('d-1');
  });
});
