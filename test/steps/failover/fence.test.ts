import { describe, expect, it } from 'vitest';
import { step as fence } from '#steps/failover/fence-primary.step.ts';
import { step as lift } from '#steps/failover/lift-fence.step.ts';
import { step as move } from '#steps/failover/move-traffic.step.ts';
import { begun, standby } from '../support/standby.ts';

describe('the fence', () => {
  it.each([
    ['well', true],
    ['dark', false],
  ] as const)('says of a primary that is %s whether it stopped deployments there: %s', async (state, fenced) => {
    const here = await standby();
    here.regions.become(state);
    expect(await fence.call({ plan: await begun(here) }, here.ports)).toEqual({ fenced });
    expect(here.regions.primary.isFenced).toBe(fenced);
  });

  it('is lifted where the primary serves, and stays as long as the standby has any traffic', async () => {
    const here = await standby();
    const plan = await begun(here);
    await fence.call({ plan }, here.ports);
    await move.call({ plan, share: 100 }, here.ports);
    expect(await lift.call({ plan }, here.ports)).toEqual({ lifted: false });
    expect(here.regions.primary.isFenced).toBe(true);
    await move.call({ plan, share: 0 }, here.ports);
    expect(await lift.call({ plan }, here.ports)).toEqual({ lifted: true });
    expect((await here.regions.failovers.run(plan.runId))?.notes.at(-1)?.what).toBe(
      'deployments in the primary region are allowed again',
    );
    expect(here.regions.primary.isFenced).toBe(false);
  });

  it('cannot be lifted where nothing answers', async () => {
    const here = await standby();
    const plan = await begun(here);
    here.regions.become('dark');
    await expect(lift.call({ plan }, here.ports)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
