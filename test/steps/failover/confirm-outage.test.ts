import { describe, expect, it } from 'vitest';
import { step as confirm } from '#steps/failover/confirm-outage.step.ts';
import { begun, standby } from '../support/standby.ts';

describe('the last look before anything is changed', () => {
  const automatic = (at: string) => ({ mode: 'automatic', reason: 'a test', outageSince: at });

  it('waits for a deployment of the primary that may take itself back, and sees that it has', async () => {
    const here = await standby();
    const { clock } = here.account;
    void here.regions.primary.deploy('v2-breaks-above-3');
    await here.account.pass(80);
    const plan = await begun(here, automatic(clock.iso()));
    await expect(confirm.call({ plan }, here.ports)).rejects.toMatchObject({ name: 'PrimaryMendsItself' });
    await here.account.pass(105);
    expect(await confirm.call({ plan }, here.ports)).toMatchObject({ primary: 'up' });
  });

  it('waits for no deployment of a primary that is dark', async () => {
    const here = await standby();
    void here.regions.primary.deploy('v2');
    here.regions.become('dark');
    await here.account.pass(20);
    const plan = await begun(here, automatic(here.account.clock.iso()));
    expect(await confirm.call({ plan }, here.ports)).toMatchObject({ primary: 'down' });
  });
});
