import { describe, expect, it } from 'vitest';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from './support/stories.ts';

function keeping(controlShare: number, image: string): Scenario {
  const good = story('canary-good');
  const steps = [50, 100].map((weight) => ({ weight, bakeSeconds: 240 }));
  return { ...good, when: [{ deploy: { image, steps, judging: { controlShare }, reason: 'with a control group' } }] };
}

const weightsOfBlue = (run: Awaited<ReturnType<typeof simulate>>) => [
  ...new Set(run.remains.observations.map(({ weights }) => weights.blue)),
];

describe('a control share of 5 %', { timeout: 60_000 }, () => {
  it('is kept until a good version is proven', async () => {
    const run = await simulate(keeping(5, 'v2'), { ...setting, seed: 1 });
    expect(run.endings).toEqual(['succeeded']);
    expect(weightsOfBlue(run)).toEqual([0, 50, 95, 100]);
    expect(run.promises.filter(({ held }) => !held)).toEqual([]);
  });

  it('finds a version worse that only fails under nearly all traffic', async () => {
    const run = await simulate(keeping(5, 'v2-fails-above-15'), { ...setting, seed: 1 });
    expect(run.endings).toEqual(['failed']);
    expect(weightsOfBlue(run)).toEqual([0, 50, 95]);
    const [{ outcome } = {}] = run.account.world.table.deployments('api');
    expect(outcome?.reason).toContain('mainly from errors');
  });
});
