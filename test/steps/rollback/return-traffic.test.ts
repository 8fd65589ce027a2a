import { describe, expect, it } from 'vitest';
import { step } from '#steps/rollback/return-traffic.step.ts';
import { Account, api, tasksWanted, untilHealthy, untilInPlace } from '../support/account.ts';

const failing = { Error: 'CanaryRejected', Cause: 'too many errors' };
const abandoned = { Error: 'Abandoned', Cause: 'an operator stopped it' };

async function inMidShift(weight: number, failure = failing) {
  const account = await Account.serving();
  const plan = await account.admitted();
  await account.besideLive();
  await account.shifted('blue', weight);
  const returned = async (urgent = false) => {
    const answer = await step.call({ plan, failure, urgent }, account.ports).catch((error: unknown) => error);
    await account.pass(untilInPlace);
    return answer;
  };
  return { account, plan, returned };
}

describe('returning traffic', () => {
  it.each([0, 10, 50, 100])('from %d % returns all traffic to the slot that was live', async (weight) => {
    const { account, returned } = await inMidShift(weight);
    expect(await returned()).toEqual({
      safe: 'green',
      reason: 'green was live and has 3 healthy targets',
      page: false,
    });
    expect(account.weights()).toEqual({ blue: 0, green: 100 });
  });

  it('holds traffic on the new version where the old one has died, and pages a person', async () => {
    const { account, returned } = await inMidShift(50);
    await account.ports.platform.scale(api, 'green', 0);
    expect(await returned()).toMatchObject({ safe: 'blue', page: true });
    expect(account.weights()).toEqual({ blue: 100, green: 0 });
  });

  it('goes where it was where no slot is healthy, and pages a person', async () => {
    const { account, returned } = await inMidShift(50);
    await account.ports.platform.scale(api, 'green', 0);
    await account.ports.platform.scale(api, 'blue', 0);
    expect(await returned()).toMatchObject({ safe: 'green', page: true });
  });

  it('called again, finds the traffic returned', async () => {
    const { account, returned } = await inMidShift(50);
    const first = await returned();
    const before = account.everything();
    expect(await returned()).toEqual(first);
    expect(account.everything()).toEqual(before);
  });

  it('moves nothing once another execution has taken over', async () => {
    const { account, returned } = await inMidShift(50);
    await account.takenOver();
    expect(await returned()).toMatchObject({ name: 'TakenOver' });
    await account.pass(untilInPlace);
    expect(account.weights()).toEqual({ blue: 50, green: 50 });
  });

  describe('to a slot that has lost some of its tasks', () => {
    async function short(failure: typeof failing) {
      const story = await inMidShift(50, failure);
      const { taskDefinition } = await story.account.ports.platform.status(api, 'green');
      await story.account.ports.platform.run(api, 'green', { taskDefinition, tasks: 1 });
      return story;
    }

    it('is done at once where the version fails, and the tasks are asked for', async () => {
      const { account, returned } = await short(failing);
      expect(await returned()).toMatchObject({ safe: 'green' });
      expect(account.weights()).toEqual({ blue: 0, green: 100 });
      expect(account.desired('green')).toBe(tasksWanted);
    });

    it('follows the tasks where nothing is wrong with the version', async () => {
      const { account, returned } = await short(abandoned);
      expect(await returned()).toMatchObject({
        name: 'CapacityNotBack',
        message: 'green has 50 % and 1 of 3 healthy tasks',
      });
      expect(account.weights()).toEqual({ blue: 50, green: 50 });
      expect(account.desired('green')).toBe(tasksWanted);
      await account.pass(untilHealthy);
      expect(await returned()).toMatchObject({ safe: 'green' });
      expect(account.weights()).toEqual({ blue: 0, green: 100 });
    });

    it('waits no longer when it is urgent', async () => {
      const { account, returned } = await short(abandoned);
      expect(await returned(true)).toMatchObject({ safe: 'green' });
      expect(account.weights()).toEqual({ blue: 0, green: 100 });
    });

    it('asks for no tasks once another execution has taken over', async () => {
      const { account, returned } = await short(failing);
      await account.takenOver();
      expect(await returned()).toMatchObject({ name: 'TakenOver' });
      expect(account.desired('green')).toBe(1);
    });
  });
});
