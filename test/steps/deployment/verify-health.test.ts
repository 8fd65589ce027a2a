import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/verify-health.step.ts';
import { asWorker } from '#rehearsal/simulator/world/target.ts';
import { Account, tasksWanted } from '../support/account.ts';

describe('verifying health', () => {
  it('passes when every endpoint of every task is healthy three times', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    expect(await step.call({ plan }, account.ports)).toEqual({
      addresses: ['blue-1:3000', 'blue-2:3000', 'blue-3:3000'],
      answers: 27,
      score: 1,
    });
  });

  it('refuses a version with an unhealthy endpoint, and names it', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive('v2-degraded');
    const words =
      'the health score of blue is 0.67 but must be above 0.95: 9 of 27 responses were bad: /api/performance/health returned 503 (9 times)';
    const before = account.everything();
    for (let asked = 0; asked < 2; asked++) {
      await expect(step.call({ plan }, account.ports)).rejects.toMatchObject({
        name: 'HealthScoreTooLow',
        message: words,
      });
    }
    expect(account.everything()).toEqual(before);
  });

  it('checks no endpoint of a worker: its tasks have to run', async () => {
    const account = await Account.serving();
    const { target, ...rest } = await account.admitted();
    const plan = { ...rest, target: asWorker(target) };
    await expect(step.call({ plan }, account.ports)).rejects.toThrow(`0 of ${tasksWanted} tasks of blue are running`);
    await account.besideLive();
    expect(await step.call({ plan }, account.ports)).toEqual({ addresses: [], answers: 0, score: 1 });
  });

  it('treats a score at the minimum as too low', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive('v2-degraded');
    const strict = { ...plan, target: { ...plan.target, health: { ...plan.target.health, minimumScore: 18 / 27 } } };
    await expect(step.call({ plan: strict }, account.ports)).rejects.toMatchObject({ name: 'HealthScoreTooLow' });
  });

  it('says how many do not answer yet', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const { taskDefinition } = await account.release('v2');
    await account.ports.platform.run(plan.target, 'blue', { taskDefinition, tasks: tasksWanted });
    await account.pass(10);
    await expect(step.call({ plan }, account.ports)).rejects.toMatchObject({
      name: 'SlotNotHealthy',
      message: expect.stringMatching(/^[0-2] of 3 targets of blue are healthy$/),
    });
  });
});
