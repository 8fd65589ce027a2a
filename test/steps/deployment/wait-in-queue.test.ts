import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/wait-in-queue.step.ts';
import { Account } from '../support/account.ts';

/** d-1 works on the service, and d-2 has entered the queue. */
async function busy(): Promise<Account> {
  const account = await Account.serving();
  await account.admitted('d-1');
  account.executionRuns('execution of d-1');
  await account.ports.queue.enter(account.entry('d-2'));
  return account;
}

const wait = (account: Account, onBusy: 'queue' | 'supersede' = 'queue') =>
  step.call({ service: 'api', deploymentId: 'd-2', onBusy, token: 'token of d-2' }, account.ports);

describe('waiting in the queue', () => {
  it('records in the queue how to reach the execution, and waits', async () => {
    const account = await busy();
    expect(await wait(account)).toEqual({ behind: 'd-1' });
    expect(await account.ports.queue.all('api')).toMatchObject([{ deploymentId: 'd-2', token: 'token of d-2' }]);
    expect([...account.heard]).toEqual([]);
    expect(await account.ports.executions.isRunning('execution of d-1')).toBe(true);
  });

  it('continues at once where the service has become free meanwhile', async () => {
    const account = await Account.serving();
    await account.ports.queue.enter(account.entry('d-2'));
    expect(await wait(account)).toEqual({ behind: 'none' });
    expect([...account.heard]).toEqual([['token of d-2', 'goes on']]);
  });

  it('stops the deployment that it supersedes', async () => {
    const account = await busy();
    await wait(account, 'supersede');
    expect(await account.ports.executions.isRunning('execution of d-1')).toBe(false);
  });

  it('stops neither a rollback nor anything else that makes the service safe', async () => {
    const account = await busy();
    await account.takenOver('d-1');
    account.executionRuns('a rollback');
    await wait(account, 'supersede');
    expect(await account.ports.executions.isRunning('a rollback')).toBe(true);
  });

  it('called again, waits with the newest token', async () => {
    const account = await busy();
    await wait(account);
    await step.call({ service: 'api', deploymentId: 'd-2', onBusy: 'queue', token: 'another' }, account.ports);
    expect(await account.ports.queue.all('api')).toMatchObject([{ token: 'another' }]);
  });

  it('ends where a newer request has taken its place', async () => {
    const account = await busy();
    const outcome = { outcome: 'refused', reason: 'd-3 asked later', endedAt: account.clock.iso() } as const;
    await account.ports.queue.leave('api', { deploymentId: 'd-2' }, outcome);
    await expect(wait(account)).rejects.toMatchObject({ name: 'Superseded' });
  });
});
