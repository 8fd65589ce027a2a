import { describe, expect, it } from 'vitest';
import { goodRelease } from '#rehearsal/scenarios/deployment/good-release.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { asWorker } from '#rehearsal/simulator/world/target.ts';
import { library, target } from './support/stories.ts';

const worker = asWorker(target);
const bake = 900;

const deploying = (image: string): Scenario => ({
  ...goodRelease,
  when: [{ deploy: { image, steps: [{ weight: 100, bakeSeconds: bake }], reason: 'a release of a worker' } }],
});

async function play(image: string) {
  const run = await simulate(deploying(image), { seed: 1, library, target: worker });
  expect(run.promises.filter(({ held }) => !held)).toEqual([]);
  return run;
}

describe('a worker', () => {
  it('is deployed by the same machine: both versions work for the time of its bake, and no judge looks at requests', async () => {
    const { endings, remains } = await play('v2');
    expect(endings).toEqual(['succeeded']);
    expect(remains.recordedVersion).toBe('v2');
  });

  it('is rolled back when its new version does not start', async () => {
    const { remains } = await play('v2-crash-at-start');
    expect(remains.entries.at(-1)?.outcome).toBe('rolled-back');
    expect(remains.recordedVersion).toBe('v1');
  });
});
