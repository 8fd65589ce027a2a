import { expect, it } from 'vitest';
import { regionScenarios, scenarios } from '#rehearsal/scenarios/all.ts';
import { describeExploration } from '#rehearsal/simulator/explorer/describe.ts';
import { explore } from '#rehearsal/simulator/explorer/explore.ts';
import { setting, target } from '../support/stories.ts';

const everything = [...scenarios, ...regionScenarios];

/** Two minutes on two cores that have other tests to run; a busy machine takes longer. */
const timeout = 600_000;

it('no single fault of any scenario breaks a promise', { timeout }, async () => {
  const exploration = await explore({ scenarios: everything, seed: 1, pairs: false }, target);
  expect(exploration.violations, await describeExploration(exploration, setting)).toEqual([]);
  expect(exploration.trials).toBeGreaterThan(15_000);
});

it('nor do two faults in one run, by a sample', { timeout }, async () => {
  const exploration = await explore({ scenarios: everything, seed: 2, pairs: true, limit: 200 }, target);
  expect(exploration.violations, await describeExploration(exploration, setting)).toEqual([]);
  expect(exploration.runs).toBeGreaterThan(350);
});
