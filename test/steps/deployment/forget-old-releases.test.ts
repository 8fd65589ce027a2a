import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/forget-old-releases.step.ts';
import { Account, api } from '../support/account.ts';

/** v1 on green is the first revision of many, the release on blue the last. */
async function afterReleases(count: number) {
  const account = await Account.serving();
  const plan = await account.admitted();
  for (let made = 0; made < count; made++) await account.release('v2');
  const release = await account.besideLive();
  const call = () => step.call({ plan, release }, account.ports);
  const left = () => account.ports.releases.list(api);
  return { account, release, call, left };
}

describe('forgetting old releases', () => {
  it('keeps the newest ten, and the older one that was live', async () => {
    const { account, release, call, left } = await afterReleases(14);
    const before = account.everything();
    expect((await call()).forgotten).toHaveLength(5);
    const kept = await left();
    expect(kept).toHaveLength(11);
    expect(kept[0]).toBe(release.taskDefinition);
    expect(kept.at(-1)).toBe((await account.ports.ledger.state('api'))?.release.taskDefinition);
    expect(account.everything()).toEqual(before);
  });

  it('called again, finds nothing to do', async () => {
    const { call, left } = await afterReleases(14);
    await call();
    const before = await left();
    expect(await call()).toEqual({ forgotten: [] });
    expect(await left()).toEqual(before);
  });

  it('leaves what runs able to start again', async () => {
    const { account, call } = await afterReleases(30);
    await call();
    for (const slot of ['blue', 'green'] as const) {
      const { taskDefinition } = await account.ports.platform.status(api, slot);
      await expect(account.ports.platform.run(api, slot, { taskDefinition, tasks: 4 })).resolves.toBeUndefined();
    }
  });

  it('forgets nothing once another execution has taken over', async () => {
    const { account, call, left } = await afterReleases(14);
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(await left()).toHaveLength(16);
  });
});
