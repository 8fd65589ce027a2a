import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/clean-up.step.ts';
import { Account, tasksWanted } from '../support/account.ts';

async function shifted(weight: number) {
  const account = await Account.serving();
  const plan = await account.admitted();
  await account.besideLive();
  await account.shifted('blue', weight);
  return { account, call: () => step.call({ plan }, account.ports) };
}

describe('cleaning up', () => {
  it('stops the old version, and is done when it has gone', async () => {
    const { account, call } = await shifted(100);
    await expect(call()).rejects.toMatchObject({ name: 'RolloutUnderWay' });
    expect(account.desired('green')).toBe(0);
    expect(await call()).toEqual({ stopped: 'green' });
    expect(await call()).toEqual({ stopped: 'green' });
    expect(account.running('blue')).toBe(tasksWanted);
  });

  it('keeps the old version as long as it takes any traffic', async () => {
    const { account, call } = await shifted(99);
    await expect(call()).rejects.toMatchObject({
      name: 'TrafficNotGone',
      message: 'green still gets 1 % of the traffic',
    });
    expect(account.running('green')).toBe(tasksWanted);
  });

  it('stops nothing once another execution has taken over', async () => {
    const { account, call } = await shifted(100);
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.running('green')).toBe(tasksWanted);
  });
});
