import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/confirm-return.step.ts';
import { Account, untilInPlace } from '../support/account.ts';

describe('confirming that traffic has returned', () => {
  it('is done when the load balancer shows it', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    expect(await step.call({ plan, safe: 'green' }, account.ports)).toEqual({ blue: 0, green: 100 });
  });

  it('is not yet while some of it is elsewhere', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    await account.shifted('blue', 10);
    await account.pass(untilInPlace);
    await expect(step.call({ plan, safe: 'green' }, account.ports)).rejects.toMatchObject({
      name: 'WeightsNotInPlace',
      message: 'asked for blue 0 %, green 100 %, found blue 10 %, green 90 %',
    });
  });
});
