import { describe, expect, it } from 'vitest';
import { regionScenarios } from '#rehearsal/scenarios/all.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting } from '../support/stories.ts';

describe.each(regionScenarios)('$name', (scenario) => {
  it.each([1, 2])('ends as it should, with every promise held, in world %d', async (seed) => {
    const { outcome, promises } = await simulate(scenario, { ...setting, seed });
    expect(promises.filter(({ held }) => !held)).toEqual([]);
    expect(outcome).toBe('held');
  });
});
