import { describe, expect, it } from 'vitest';
import { step } from '#steps/guardian/find-abandoned.step.ts';
import { Account } from '../support/account.ts';

const twoDays = 2 * 24 * 3600;

describe('the guardian', () => {
  it('finds nothing where no deployment holds a service', async () => {
    expect(await step.call({}, (await Account.serving()).ports)).toEqual([]);
  });

  it('leaves a deployment alone whose execution runs', async () => {
    const account = await Account.serving();
    await account.admitted();
    account.executionRuns('execution of d-1');
    expect(await step.call({}, account.ports)).toEqual([]);
  });

  it('finds a deployment whose execution has ended', async () => {
    const account = await Account.serving();
    await account.admitted();
    expect(await step.call({}, account.ports)).toEqual([
      { service: 'api', deploymentId: 'd-1', fence: 1, why: 'its execution ended without finishing' },
    ]);
  });

  it('reports the reason with which it ended, where it has one', async () => {
    const account = await Account.serving();
    await account.admitted();
    await account.ports.executions.stop('execution of d-1', 'Superseded', 'superseded by d-2');
    const why = 'its execution ended without finishing: Superseded: superseded by d-2';
    expect(await step.call({}, account.ports)).toMatchObject([{ why }]);
  });

  it('finds a deployment that runs longer than its lock', async () => {
    const account = await Account.serving();
    await account.admitted();
    account.executionRuns('execution of d-1');
    await account.pass(twoDays + 1);
    expect(await step.call({}, account.ports)).toMatchObject([{ why: 'its lock expired at 2026-01-07T09:00:00.000Z' }]);
  });

  it('changes nothing by looking', async () => {
    const account = await Account.serving();
    await account.admitted();
    const before = account.everything();
    await step.call({}, account.ports);
    expect(account.everything()).toEqual(before);
  });
});
