import { expect, it } from 'vitest';
import { goodRelease } from '#rehearsal/scenarios/deployment/good-release.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { usualSteps } from '#rehearsal/scenarios/usual-steps.ts';
import { tryBatch } from '#rehearsal/simulator/explorer/explore.ts';
import { planTrials } from '#rehearsal/simulator/explorer/plan.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { library, target } from './support/stories.ts';

const commit = 'c0ffee0000000000000000000000000000000000';
const fromSource: Scenario = {
  ...goodRelease,
  when: [{ deploy: { image: commit, steps: usualSteps, reason: 'a commit' }, fromSource: true }],
  then: { deployments: ['succeeded'], live: commit, failedRequests: 0 },
};
const building = { ...target, buildProject: 'sluice-production-build-api' };
const play = (buildProject: string) =>
  simulate(fromSource, { seed: 1, library, target: { ...building, buildProject } });

it('a commit that has not been built is built, and takes the traffic', async () => {
  const { outcome, promises } = await play(building.buildProject);
  expect(promises.filter(({ held }) => !held)).toEqual([]);
  expect(outcome).toBe('held');
});

it('a build that fails ends the deployment with its phase and its log, and v1 keeps serving', async () => {
  const { account, endings, promises, remains } = await play('broken');
  expect(promises.filter(({ held }) => !held)).toEqual([]);
  expect(endings).toEqual(['failed']);
  expect(remains.recordedVersion).toBe('v1');
  const [deployment] = account.deployments();
  expect(deployment).toMatchObject({
    error: 'BuildFailed',
    cause: expect.stringMatching(/Its phase BUILD ended with FAILED: Error while executing.*Its log: https:/),
  });
});

it('no single fault of a build breaks a promise', { timeout: 300_000 }, async () => {
  const ofBuilding = await planTrials(
    { scenarios: [fromSource], seed: 1, pairs: false },
    { library, target: building },
  );
  const trials = ofBuilding.filter(({ fault }) => /BuildImage|RunBuild/.test(fault?.name ?? ''));
  expect(trials.length).toBeGreaterThan(20);
  const results = await tryBatch(trials, { library, target: building });
  expect(results.flatMap(({ violation }) => violation ?? [])).toEqual([]);
});
