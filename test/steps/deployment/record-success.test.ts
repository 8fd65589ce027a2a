import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/record-success.step.ts';
import { Account } from '../support/account.ts';

async function finished() {
  const account = await Account.serving();
  const plan = await account.admitted();
  const release = await account.besideLive();
  return { account, call: () => step.call({ plan, release }, account.ports) };
}

describe('recording success', () => {
  it('records which slot is live and why, and releases the lock', async () => {
    const { account, call } = await finished();
    expect(await call()).toMatchObject({ deploymentId: 'd-1', live: 'blue', image: 'v2' });
    expect(account.live()).toEqual({ slot: 'blue', version: 'v2' });
    expect(account.outcome()).toEqual({
      outcome: 'succeeded',
      reason: 'v2 has all traffic on blue: at once',
      endedAt: account.clock.iso(),
    });
    expect(account.lockOwner()).toBeUndefined();
  });

  it('answers the same again, after an answer that was lost', async () => {
    const { account, call } = await finished();
    const first = await call();
    const before = account.everything();
    expect(await call()).toEqual(first);
    expect(account.everything()).toEqual(before);
  });

  it('does not disturb the next deployment when it is called again late', async () => {
    const { account, call } = await finished();
    await call();
    await account.admitted('d-2');
    await call();
    expect(account.lockOwner()).toBe('d-2');
  });

  it('records nothing once another execution has taken over', async () => {
    const { account, call } = await finished();
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.live()).toEqual({ slot: 'green', version: 'v1' });
    expect(account.outcome()).toBeUndefined();
  });
});
