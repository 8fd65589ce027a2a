import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/retire-slot.step.ts';
import { Account, tasksWanted } from '../support/account.ts';

async function afterReturn(weight: number) {
  const account = await Account.serving();
  const plan = await account.admitted();
  await account.besideLive();
  await account.shifted('blue', weight);
  return { account, call: () => step.call({ plan, safe: 'green' }, account.ports) };
}

describe('retiring the slot that lost', () => {
  it('stops it, and is done when it has gone', async () => {
    const { account, call } = await afterReturn(0);
    await expect(call()).rejects.toMatchObject({ name: 'RolloutUnderWay' });
    expect(await call()).toEqual({ stopped: 'blue' });
    expect(account.running('blue')).toBe(0);
    expect(account.running('green')).toBe(tasksWanted);
  });

  it('keeps it as long as it takes any traffic', async () => {
    const { account, call } = await afterReturn(5);
    await expect(call()).rejects.toMatchObject({ name: 'TrafficNotGone' });
    expect(account.running('blue')).toBe(tasksWanted);
  });

  it('stops nothing once another execution has taken over', async () => {
    const { account, call } = await afterReturn(0);
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.running('blue')).toBe(tasksWanted);
  });
});
