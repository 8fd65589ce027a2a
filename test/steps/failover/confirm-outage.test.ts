import { describe, expect, it } from 'vitest';
import type { Tell } from '#rehearsal/simulator/regions/primary-region.ts';
import { step as confirm } from '#steps/failover/confirm-outage.step.ts';
import { watcher as mirror } from '#watchers/mirror-deployment.watcher.ts';
import { begun, standby } from '../support/standby.ts';

type Standby = Awaited<ReturnType<typeof standby>>;

const automatic = (at: string) => ({ mode: 'automatic', reason: 'a test', outageSince: at });

/** The way of an event from the primary's bus to the standby's memory. */
const toldTo =
  ({ ports, account }: Standby): Tell =>
  ({ type, detail }) =>
    void mirror.call({ 'detail-type': type, time: account.clock.iso(), detail }, ports);

describe('the last look before anything is changed', () => {
  it('waits for a deployment of the primary that may roll itself back, and sees that it has', async () => {
    const here = await standby();
    const { account, regions, ports } = here;
    void regions.primary.deploy('v2-breaks-above-3', toldTo(here));
    await account.pass(80);
    const plan = await begun(here, automatic(account.clock.iso()));
    await expect(confirm.call({ plan }, ports)).rejects.toMatchObject({ name: 'PrimaryRecoversItself' });
    await account.pass(105);
    expect(await confirm.call({ plan }, ports)).toMatchObject({ primary: 'up' });
  });

  it('waits for no deployment that has ended', async () => {
    const here = await standby();
    const { account, regions, ports } = here;
    void regions.primary.deploy('v2', toldTo(here));
    await account.pass(200);
    regions.become('erring');
    await account.pass(20);
    const plan = await begun(here, automatic(account.clock.iso()));
    expect(await confirm.call({ plan }, ports)).toMatchObject({ primary: 'down' });
  });

  it('waits for no deployment of a primary that is dark', async () => {
    const here = await standby();
    const { account, regions, ports } = here;
    void regions.primary.deploy('v2', toldTo(here));
    await account.pass(1);
    expect(await ports.primaryState.deployments()).toHaveLength(1);
    regions.become('dark');
    await account.pass(20);
    const plan = await begun(here, automatic(account.clock.iso()));
    expect(await confirm.call({ plan }, ports)).toMatchObject({ primary: 'down' });
  });
});
