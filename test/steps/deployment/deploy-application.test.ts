import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/deploy-application.step.ts';
import { Account, tasksWanted, untilHealthy } from '../support/account.ts';

async function begun(tag = 'v2') {
  const account = await Account.serving();
  const input = { plan: await account.admitted(), release: await account.release(tag) };
  return { account, call: () => step.call(input, account.ports) };
}

describe('deploying', () => {
  it('starts the release on the idle slot and says that it is not done yet', async () => {
    const { account, call } = await begun();
    await expect(call()).rejects.toMatchObject({ name: 'RolloutUnderWay' });
    expect(account.desired('blue')).toBe(tasksWanted);
    expect(account.weights()).toEqual({ blue: 0, green: 100 });
  });

  it('is done when every task runs, and being called again starts nothing more', async () => {
    const { account, call } = await begun();
    await expect(call()).rejects.toMatchObject({ name: 'RolloutUnderWay' });
    await expect(call()).rejects.toMatchObject({ message: 'blue: 0 of 3 tasks run' });
    await account.pass(untilHealthy);
    expect(await call()).toEqual({ running: tasksWanted });
    expect(await call()).toEqual({ running: tasksWanted });
    expect(account.running('blue')).toBe(tasksWanted);
    expect(account.running('green')).toBe(tasksWanted);
  });

  it.each([
    [
      'v2-crash-at-start',
      'exited (exit code 1). Its log ends: "fatal: cannot read the configuration: DATABASE_URL is not set"',
    ],
    [
      'v2-never-healthy',
      'Task failed ELB health checks (exit code 0). Its log ends: "stopping: finishing the requests in flight"',
    ],
  ])('gives up on %s with the reason and the end of its log, and leaves v1 alone', async (tag, words) => {
    const { account, call } = await begun(tag);
    await expect(call()).rejects.toMatchObject({ name: 'RolloutUnderWay' });
    await account.pass(300);
    await expect(call()).rejects.toMatchObject({
      name: 'RolloutFailed',
      message: expect.stringMatching(new RegExp(`^${tag} failed to start on blue: .*circuit breaker`)),
    });
    await expect(call()).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
    expect(account.running('green')).toBe(tasksWanted);
  });

  it('starts nothing once another execution has taken over', async () => {
    const { account, call } = await begun();
    await account.takenOver();
    await expect(call()).rejects.toMatchObject({ name: 'TakenOver' });
    expect(account.desired('blue')).toBe(0);
  });
});
