import { describe, expect, it } from 'vitest';
import { judgingOf } from '#domain/strategy.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { StrategySchema } from '#wire/strategy.ts';
import { type StrategyPreset, strategyPresets } from '#wire/strategy-presets.ts';
import { setting, story } from './support/stories.ts';

function by(name: StrategyPreset, image = 'v2'): Scenario {
  const good = story('canary-good');
  const strategy = StrategySchema.parse(strategyPresets[name]);
  const deploy = { image, steps: strategy.steps, judging: judgingOf(strategy), reason: name };
  // What a bad version answers its users is counted, and held against nobody: how it ends is what matters.
  return { ...good, when: [{ deploy }], then: { ...good.then, failedRequests: Number.MAX_SAFE_INTEGER } };
}

const shortOnes = ['canary-phased', 'canary-gradual', 'canary-short', 'blue-green', 'rolling', 'all-at-once'] as const;

describe('in the simulator', () => {
  it.each(shortOnes)('%s promotes a good version', { timeout: 60_000 }, async (name) => {
    const { endings, promises } = await simulate(by(name), { ...setting, seed: 1 });
    expect(endings).toEqual(['succeeded']);
    expect(promises.filter(({ held }) => !held)).toEqual([]);
  });

  const judged = ['canary-watch', 'canary-phased', 'canary-gradual', 'canary-short'] as const;
  const bad = ['v2-errors', 'v2-slow-tail', 'v2-fails-above-30'] as const;
  const all = [...judged, 'blue-green', 'rolling', 'all-at-once'] as const;

  it.each(all.flatMap((name) => bad.map((image) => [name, image] as const)))(
    '%s keeps every promise whatever becomes of %s',
    { timeout: 60_000 },
    async (name, image) => {
      const { endings, promises } = await simulate(by(name, image), { ...setting, seed: 1 });
      expect(promises.filter(({ held }) => !held)).toEqual([]);
      if (image === 'v2-errors' && judged.some((one) => one === name)) expect(endings).toEqual(['failed']);
    },
  );

  it('canary-gradual sends a version back that needs nearly all of its CPU', { timeout: 60_000 }, async () => {
    const { endings, account } = await simulate(by('canary-gradual'), {
      ...setting,
      seed: 1,
      prepare: ({ world: { metrics } }) => {
        metrics.own = (_, slot) => (slot === 'blue' ? 97 : 40);
      },
    });
    expect(endings).toEqual(['failed']);
    const [deployment] = account.world.table.deployments('api');
    expect(deployment?.outcome?.reason).toContain('mostly by cpu limit');
  });
});
