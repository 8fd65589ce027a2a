import { describe, expect, it } from 'vitest';
import { presetStories } from '#rehearsal/scenarios/presets.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { describeExploration } from '#rehearsal/simulator/explorer/describe.ts';
import { tryBatch } from '#rehearsal/simulator/explorer/explore.ts';
import { planTrials } from '#rehearsal/simulator/explorer/plan.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { damaged, setting, story } from './support/stories.ts';

const stories = presetStories();

/** Hours of waiting, and a day that is watched, take a second each. */
const isLong = ({ name }: Scenario): boolean =>
  /:little-traffic$/.test(name) || /^canary-watch:(good|fails-under-load|shared-incident)$/.test(name);

describe('by its preset', () => {
  it.each(stories)('$name ends as it should, with every promise held', { timeout: 120_000 }, async (scenario) => {
    const { outcome, endings, promises } = await simulate(scenario, { ...setting, seed: 1 });
    expect(promises.filter(({ held }) => !held)).toEqual([]);
    expect([outcome, ...endings]).toEqual(['held', ...scenario.then.deployments]);
  });

  it('canary-gradual rolls back a version that needs nearly all of its CPU', { timeout: 60_000 }, async () => {
    const { endings, account } = await simulate(story('canary-gradual:good'), {
      ...setting,
      seed: 1,
      prepare: ({ world: { metrics } }) => {
        metrics.own = (_, slot) => (slot === 'blue' ? 97 : 40);
      },
    });
    expect(endings).toEqual(['failed']);
    const [deployment] = account.world.table.deployments('api');
    expect(deployment?.outcome?.reason).toContain('mainly from cpu limit');
  });
});

describe('a single fault', () => {
  const short = stories.filter((scenario) => !isLong(scenario));
  const tried = async (within: typeof setting, scenarios: readonly Scenario[], limit: number) => {
    const trials = await planTrials({ scenarios, seed: 1, pairs: false, limit }, within);
    const results = await tryBatch(trials, within);
    return { trials, violations: results.flatMap(({ violation }) => violation ?? []) };
  };

  it('breaks no promise of any preset, by a sample', { timeout: 120_000 }, async () => {
    const { trials, violations } = await tried(setting, short, 150);
    const exploration = { trials: trials.length, runs: trials.length, seconds: 1, violations };
    expect(violations, await describeExploration(exploration, setting)).toEqual([]);
  });

  it('is found by such a sample where a rolled back slot keeps its traffic', { timeout: 120_000 }, async () => {
    const library = damaged('rollback', ({ States }) => (States['HowFarDidItCome']!.Default = 'RetireSlot'));
    const some = short.filter(({ name }) => name.startsWith('canary-short:'));
    const { violations } = await tried({ ...setting, library }, some, 20);
    expect(violations.map(({ scenario }) => scenario)).toContainEqual(expect.stringMatching(/^canary-short:/));
  });
});
