import { describe, expect, it } from 'vitest';
import { regionScenarios } from '#rehearsal/scenarios/all.ts';
import { describeExploration } from '#rehearsal/simulator/explorer/describe.ts';
import { explore } from '#rehearsal/simulator/explorer/explore.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, target } from '../support/stories.ts';

describe.each(regionScenarios)('$name', (scenario) => {
  it.each([1, 2])('ends as it should, with every promise held, in world %d', async (seed) => {
    const { outcome, promises } = await simulate(scenario, { ...setting, seed });
    expect(promises.filter(({ held }) => !held)).toEqual([]);
    expect(outcome).toBe('held');
  });
});

it('no single fault of a story between two regions breaks a promise, by a sample', { timeout: 300_000 }, async () => {
  const exploration = await explore({ scenarios: regionScenarios, seed: 1, pairs: false, limit: 150 }, target);
  expect(exploration.violations, await describeExploration(exploration, setting)).toEqual([]);
});
