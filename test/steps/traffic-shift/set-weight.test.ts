import { describe, expect, it } from 'vitest';
import { step } from '#steps/traffic-shift/set-weight.step.ts';
import { Account, api, untilInPlace } from '../support/account.ts';

const allOnGreen = { blue: 0, green: 100 };

describe('setting a weight', () => {
  it('requests the share, which takes effect a little later', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    expect(await step.call({ plan, weight: 10, before: allOnGreen }, account.ports)).toEqual({ blue: 10, green: 90 });
    await account.pass(untilInPlace);
    expect(account.weights()).toEqual({ blue: 10, green: 90 });
  });

  it('called again, requests the same', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    await step.call({ plan, weight: 10, before: allOnGreen }, account.ports);
    await step.call({ plan, weight: 10, before: allOnGreen }, account.ports);
    await account.pass(2 * untilInPlace);
    expect(account.weights()).toEqual({ blue: 10, green: 90 });
  });

  it.each([
    { weight: 33, healthy: 1, enough: true },
    { weight: 34, healthy: 1, enough: false },
    { weight: 100, healthy: 2, enough: false },
    { weight: 100, healthy: 3, enough: true },
  ])('$weight % on $healthy of 3 healthy targets: $enough', async ({ weight, healthy, enough }) => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const { taskDefinition } = await account.besideLive();
    await account.ports.platform.run(api, 'blue', { taskDefinition, tasks: healthy });
    const setting = step.call({ plan, weight, before: allOnGreen }, account.ports);
    await (enough
      ? expect(setting).resolves.toBeDefined()
      : expect(setting).rejects.toMatchObject({ name: 'SlotNotHealthy' }));
    await account.pass(untilInPlace);
    expect(account.weights().blue).toBe(enough ? weight : 0);
  });

  it('moves nothing once another execution has taken over', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    await account.takenOver();
    await expect(step.call({ plan, weight: 10, before: allOnGreen }, account.ports)).rejects.toMatchObject({
      name: 'TakenOver',
    });
    await account.pass(untilInPlace);
    expect(account.weights()).toEqual({ blue: 0, green: 100 });
  });

  it.each([0, 101, 12.5])('refuses a weight of %d', async (weight) => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await expect(step.call({ plan, weight, before: allOnGreen }, account.ports)).rejects.toMatchObject({
      name: 'InputRejected',
    });
  });
});

describe('weights that another party has set', () => {
  it('are named in the error, and the shift does not continue from them', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    await account.shifted('blue', 70);
    await expect(step.call({ plan, weight: 50, before: { blue: 10, green: 90 } }, account.ports)).rejects.toMatchObject(
      {
        name: 'WeightsChanged',
        message: expect.stringContaining('found blue 70 %, green 30 % where this shift had put blue 10 %, green 90 %'),
      },
    );
    expect(account.weights()).toEqual({ blue: 70, green: 30 });
  });
});
