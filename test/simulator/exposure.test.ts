import { describe, expect, it } from 'vitest';
import type { OnInconclusive } from '#domain/strategy/strategy.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from './support/stories.ts';

const hours = 6;
/** Of 40 requests a second the new version gets 120 a minute, so that it has had too many after nine. */
const exposedRequests = 1000;

async function bakeForHours(onInconclusive: OnInconclusive) {
  const steps = [
    { weight: 5, bakeSeconds: hours * 3600 },
    { weight: 100, bakeSeconds: 300 },
  ];
  const deploy = { image: 'v2', steps, judging: { exposedRequests, onInconclusive }, reason: 'with a limit' };
  const good = { ...story('canary-good'), given: { live: 'v1', requestsPerSecond: 40 }, when: [{ deploy }] };
  const run = await simulate(good, { ...setting, seed: 1 });
  const observations = run.remains.observations;
  const began = observations.find(({ weights }) => weights.blue === 5)!.elapsedSeconds;
  const [{ deploymentId } = { deploymentId: '' }] = run.account.world.table.deployments('api');
  const decisions = run.account.world.table.decisions('api', deploymentId);
  const minutesUntil = (what: string) => {
    const at = Date.parse(decisions.find((decision) => decision.what === what)?.at ?? '');
    return (at - run.account.world.startedAt) / 60_000 - began / 60;
  };
  return { ...run, decisions, minutesUntil };
}

describe('a version that has had more requests than it may, in a bake of hours', { timeout: 60_000 }, () => {
  it('is held within minutes, and a person is asked', async () => {
    const { decisions, minutesUntil } = await bakeForHours('hold');
    expect(minutesUntil('hold')).toBeGreaterThan(8);
    expect(minutesUntil('hold')).toBeLessThan(15);
    const [held] = decisions.filter(({ what }) => what === 'hold');
    expect(held).toMatchObject({
      who: 'judge',
      why: expect.stringMatching(/The new version has served 1\d\d\d requests, but only 1000 are allowed/),
    });
  });

  it('is rolled back within minutes where the strategy says so', async () => {
    const { endings, minutesUntil, promises } = await bakeForHours('roll back');
    expect(endings).toEqual(['failed']);
    expect(minutesUntil('reject')).toBeLessThan(15);
    expect(promises.filter(({ held }) => !held)).toEqual([]);
  });

  it('continues where the strategy says so', async () => {
    const { endings } = await bakeForHours('go on');
    expect(endings).toEqual(['succeeded']);
  });
});
