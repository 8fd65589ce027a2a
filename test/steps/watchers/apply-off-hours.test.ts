import { describe, expect, it } from 'vitest';
import { tasksDueAt } from '#domain/slots/off-hours.ts';
import { planDeployment, situationOf } from '#domain/deployment/deployment-plan.ts';
import { watcher } from '#watchers/apply-off-hours.watcher.ts';
import { Account, api, tasksWanted, untilHealthy } from '../support/account.ts';

const catalogue = { names: async () => ['api'], find: async () => api };

async function comes(hour: 'stop' | 'start', account: Account) {
  const ports = { ...account.ports, catalogue, now: () => new Date(account.clock.iso()) };
  const said = await watcher.call({ hour }, ports);
  await account.pass(untilHealthy);
  return said;
}

async function asleep(): Promise<Account> {
  const account = await Account.serving();
  await comes('stop', account);
  return account;
}

describe('in the evening', () => {
  it('the live slot goes to sleep, and the service is free afterwards', async () => {
    const account = await Account.serving();
    expect(await comes('stop', account)).toEqual({ changed: ['api'], busy: [] });
    expect([account.running('green'), account.running('blue')]).toEqual([0, 0]);
    expect(account.lockOwner()).toBeUndefined();
  });

  it('a service that is being deployed stays awake', async () => {
    const account = await Account.serving();
    await account.admitted();
    expect(await comes('stop', account)).toEqual({ changed: [], busy: ['api'] });
    expect(account.running('green')).toBe(tasksWanted);
    expect(account.lockOwner()).toBe('d-1');
  });

  it('a run that died while it held a service takes it again and releases it', async () => {
    const account = await Account.serving();
    const before = {
      kind: 'off-hours',
      owner: 'off-hours',
      execution: 'x',
      expiresAt: '2026-01-05T09:02:00Z',
    } as const;
    await account.ports.lock.seize('api', before);
    expect(await comes('stop', account)).toEqual({ changed: ['api'], busy: [] });
    expect(account.lockOwner()).toBeUndefined();
  });

  it('releases a service that it cannot change', async () => {
    const account = await Account.serving();
    const platform = {
      status: async () => {
        throw new Error('ThrottlingException');
      },
    } as never;
    const ports = { ...account.ports, catalogue, platform, now: () => new Date() };
    await expect(watcher.call({ hour: 'stop' }, ports)).rejects.toThrow('ThrottlingException');
    expect(account.lockOwner()).toBeUndefined();
  });
});

describe('in the morning', () => {
  it('the live slot comes back with its minimum, on the version that it had', async () => {
    const account = await asleep();
    expect(await comes('start', account)).toEqual({ changed: ['api'], busy: [] });
    expect([account.running('green'), account.running('blue')]).toEqual([tasksWanted, 0]);
    expect(account.live()).toEqual({ slot: 'green', version: 'v1' });
  });

  it('a slot that is awake already keeps its size', async () => {
    const account = await Account.serving();
    expect(await comes('start', account)).toEqual({ changed: [], busy: [] });
    expect(account.running('green')).toBe(tasksWanted);
  });

  it('a service that was never deployed does not start', async () => {
    const account = Account.empty();
    expect(await comes('start', account)).toEqual({ changed: [], busy: [] });
    expect([account.desired('blue'), account.desired('green')]).toEqual([0, 0]);
  });
});

describe('a deployment in off-hours', () => {
  it('has no users to serve: it starts with its minimum, and takes all traffic at once', async () => {
    const account = await asleep();
    const status = {
      blue: await account.ports.platform.status(api, 'blue'),
      green: await account.ports.platform.status(api, 'green'),
    };
    const strategy = {
      name: 'canary',
      steps: [
        { weight: 5, bakeSeconds: 600 },
        { weight: 100, bakeSeconds: 60 },
      ],
    };
    const planning = planDeployment(
      { deploymentId: 'd-1', fence: 1, target: api, strategy },
      situationOf(account.weights(), 'green', status),
    );
    expect(planning).toMatchObject({
      plan: { live: { slot: 'green', tasks: 0 }, capacity: tasksWanted, shift: { steps: [{ weight: 100 }] } },
    });
  });
});

it.each([
  ['stop', 3, true, 0],
  ['stop', 0, true, undefined],
  ['start', 0, true, 2],
  ['start', 1, true, 2],
  ['start', 2, true, undefined],
  ['start', 5, true, undefined],
  ['start', 0, false, undefined],
] as const)('%s with %i tasks wanted, deployed %s: %s', (hour, desired, isDeployed, tasks) => {
  expect(tasksDueAt(hour, { status: { desired }, isDeployed, least: 2 })).toBe(tasks);
});
