import { expect, it } from 'vitest';
import { step } from '#steps/traffic-shift/confirm-weight.step.ts';
import { Account, api, untilInPlace } from '../support/account.ts';

it('trusts the load balancer, not the requested weight', async () => {
  const account = await Account.serving();
  const weights = { blue: 10, green: 90 };
  await account.ports.router.setWeights(api, weights);
  await expect(step.call({ target: api, weights }, account.ports)).rejects.toMatchObject({
    name: 'WeightsNotInPlace',
    message: 'asked for blue 10 %, green 90 %, found blue 0 %, green 100 %',
  });
  await account.pass(untilInPlace);
  expect(await step.call({ target: api, weights }, account.ports)).toEqual(weights);
});

it('refuses weights that do not add up to 100', async () => {
  const account = await Account.serving();
  const weights = { blue: 10, green: 80 };
  await expect(step.call({ target: api, weights }, account.ports)).rejects.toThrow(/weights add up to 100/);
});
