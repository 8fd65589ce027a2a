import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/verify-return.step.ts';
import { Account, api, tasksWanted, untilHealthy } from '../support/account.ts';

const returned = async () => {
  const account = await Account.serving();
  const plan = await account.admitted();
  return { account, call: () => step.call({ plan, safe: 'green' }, account.ports) };
};

describe('verifying a return', () => {
  it('is done when every task of the slot is healthy', async () => {
    const { call } = await returned();
    expect(await call()).toEqual({ healthyTargets: tasksWanted, needed: tasksWanted });
    expect(await call()).toEqual({ healthyTargets: tasksWanted, needed: tasksWanted });
  });

  it('is not yet done while tasks are starting, and changes nothing', async () => {
    const { account, call } = await returned();
    const { taskDefinition } = await account.ports.platform.status(api, 'green');
    await account.ports.platform.run(api, 'green', { taskDefinition, tasks: 5 });
    const before = account.everything();
    await expect(call()).rejects.toMatchObject({
      name: 'CapacityNotBack',
      message: '3 of 5 tasks of green are healthy',
    });
    expect(account.everything()).toEqual(before);
    await account.pass(untilHealthy);
    expect(await call()).toEqual({ healthyTargets: 5, needed: 5 });
  });

  it('requires nothing of a slot that has to run no tasks', async () => {
    const account = Account.empty();
    const plan = await account.admitted();
    expect(await step.call({ plan, safe: 'green' }, account.ports)).toEqual({ healthyTargets: 0, needed: 0 });
  });
});
