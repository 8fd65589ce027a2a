import { expect, it } from 'vitest';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story, target } from './support/stories.ts';

it(
  'a version whose tasks keep dying at a small share is rolled back before its bake is over',
  { timeout: 60_000 },
  async () => {
    const good = story('canary-good');
    const steps = [
      { weight: 1, bakeSeconds: 3600 },
      { weight: 100, bakeSeconds: 60 },
    ];
    const scenario = { ...good, when: [{ deploy: { image: 'v2-exits-after-240s', steps, reason: 'it dies slowly' } }] };
    const capacity = { ...target, tasks: { min: 20, max: 20 } };
    const { endings, account, promises } = await simulate(scenario, { ...setting, target: capacity, seed: 1 });
    expect(endings).toEqual(['failed']);
    expect(promises.filter(({ held }) => !held)).toEqual([]);
    const [{ entry, outcome } = {}] = account.world.table.deployments('api');
    expect(outcome?.reason).toMatch(/\d tasks of blue have died since it got its first weight/);
    expect(Date.parse(outcome?.endedAt ?? '') - Date.parse(entry?.startedAt ?? '')).toBeLessThan(15 * 60_000);
  },
);
