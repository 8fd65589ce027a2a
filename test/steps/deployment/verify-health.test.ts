import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/verify-health.step.ts';
import { Account, tasksWanted } from '../support/account.ts';

describe('verifying health', () => {
  it('is content when every task answers its health check', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    await account.besideLive();
    expect(await step.call({ plan }, account.ports)).toEqual({ healthyTargets: tasksWanted, score: 1 });
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
