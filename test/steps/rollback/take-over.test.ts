import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/take-over.step.ts';
import { Account } from '../support/account.ts';

const takeOver = (account: Account, execution = 'a rollback') =>
  step.call({ service: 'api', deploymentId: 'd-1', execution }, account.ports);

describe('taking over', () => {
  it('makes every earlier plan stale, and passes the plan on with the new number', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    expect(await takeOver(account)).toEqual({
      kind: 'to-undo',
      fence: 2,
      plan: { ...plan, fence: 2 },
      weights: { blue: 0, green: 100 },
    });
    expect(account.world.table.holder('api')).toMatchObject({ owner: 'd-1', execution: 'a rollback', fence: 2 });
  });

  it('passes on the release, where there is one, and the weights that it finds', async () => {
    const account = await Account.serving();
    await account.admitted();
    const release = await account.besideLive();
    await account.ports.ledger.keep('api', 'd-1', { release });
    await account.shifted('blue', 10);
    expect(await takeOver(account)).toMatchObject({ release, weights: { blue: 10, green: 90 } });
  });

  it('called again by the same execution, does not increment the number', async () => {
    const account = await Account.serving();
    await account.admitted();
    const first = await takeOver(account);
    expect(await takeOver(account)).toEqual(first);
  });

  it('by another rollback shuts the first one out', async () => {
    const account = await Account.serving();
    await account.admitted();
    await takeOver(account, 'a rollback');
    expect(await takeOver(account, 'another rollback')).toMatchObject({ fence: 3 });
  });

  it('finds nothing to undo where the deployment had no plan yet', async () => {
    const account = await Account.serving();
    await account.holding();
    expect(await takeOver(account)).toEqual({ kind: 'untouched', fence: 2 });
  });

  it('leaves a service alone that is free, or that another deployment holds', async () => {
    const account = await Account.serving();
    expect(await takeOver(account)).toEqual({ kind: 'nothing-to-undo' });
    await account.admitted('d-2');
    const before = account.everything();
    expect(await takeOver(account)).toEqual({ kind: 'nothing-to-undo' });
    expect(account.everything()).toEqual(before);
  });
});
