import { describe, expect, it } from 'vitest';
import { step } from '#steps/deployment/admit-deployment.step.ts';
import type { Measuring } from '#ports/metrics/metric-source.ts';
import { step as takeOver } from '#steps/rollback/take-over.step.ts';
import { Account, api, tasksWanted } from '../support/account.ts';

const input = (deploymentId: string, requestId = `request of ${deploymentId}`) => ({
  deploymentId,
  requestId,
  target: api,
  image: 'v2',
  fromSource: false,
  strategy: api.strategy,
  onBusy: 'reject' as const,
  dryRun: false,
  requestedBy: 'ci',
  reason: 'a release',
  execution: { arn: `execution of ${deploymentId}`, startedAt: '2026-01-05T09:00:00.000Z' },
});

describe('admission', () => {
  it('takes the lock, opens the entry and freezes a plan from the live slot to the other', async () => {
    const account = await Account.serving();
    const admission = await step.call(input('d-1'), account.ports);
    expect(admission).toMatchObject({
      kind: 'admitted',
      plan: { fence: 1, live: { slot: 'green', tasks: tasksWanted }, capacity: tasksWanted, shift: { to: 'blue' } },
    });
    expect(account.lockOwner()).toBe('d-1');
    const [entry] = account.world.table.deployments('api');
    expect(entry).toMatchObject({ entry: { image: 'v2', requestedBy: 'ci', reason: 'a release' } });
    expect(entry?.progress.plan).toEqual(admission.kind === 'admitted' && admission.plan);
  });

  it('sends all traffic at once where nothing is live', async () => {
    const admission = await step.call(input('d-1'), Account.empty().ports);
    expect(admission).toMatchObject({
      plan: { live: { tasks: 0 }, shift: { steps: [{ weight: 100, bakeSeconds: 0 }] } },
    });
  });

  it('answers the same again, after an answer that was lost', async () => {
    const account = await Account.serving();
    const first = await step.call(input('d-1'), account.ports);
    const before = account.everything();
    expect(await step.call(input('d-1'), account.ports)).toEqual(first);
    expect(account.everything()).toEqual(before);
  });

  it('marks a second delivery of a request as a duplicate, also when the first is over', async () => {
    const account = await Account.serving();
    await step.call(input('d-1', 'event-7'), account.ports);
    expect(await step.call(input('d-2', 'event-7'), account.ports)).toEqual({ kind: 'duplicate', deploymentId: 'd-1' });
    expect(account.lockOwner()).toBe('d-1');
  });
});

describe('a first weight that will get too few requests', () => {
  const strategy = {
    name: 'slow',
    steps: [
      { weight: 1, bakeSeconds: 300 },
      { weight: 100, bakeSeconds: 300 },
    ],
  };
  const quiet = { requests: 40, errors: 0, slow: 0, p50: 0.1, p90: 0.1, p99: 0.1 };
  const silent = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };

  it('is warned of in the ledger, and admitted', async () => {
    const account = await Account.serving();
    const minutes = async () => [{ at: 0, slots: { blue: silent, green: quiet } }];
    const ports = { ...account.ports, metrics: { minutes } };
    expect(await step.call({ ...input('d-1'), strategy }, ports)).toMatchObject({ kind: 'admitted' });
    expect(await account.ports.decisions.of('api', 'd-1')).toEqual([
      {
        deploymentId: 'd-1',
        at: '2026-01-05T09:00:00.000Z',
        who: 'admission',
        what: 'warn',
        why: expect.stringMatching(/^At 40 requests a minute 1 % for 5 min is not enough to judge a new version/),
      },
    ]);
  });

  it('is warned of where no request comes at all', async () => {
    const account = await Account.serving();
    await step.call({ ...input('d-1'), strategy }, { ...account.ports, metrics: { minutes: async () => [] } });
    const [warning] = await account.ports.decisions.of('api', 'd-1');
    expect(warning?.why).toMatch(/^The live version has had no requests for half an hour/);
  });

  it('is no reason to fail where metrics cannot be read', async () => {
    const account = await Account.serving();
    const minutes = () => Promise.reject(new Error('no metrics'));
    const ports = { ...account.ports, metrics: { minutes } };
    expect(await step.call({ ...input('d-1'), strategy }, ports)).toMatchObject({ kind: 'admitted' });
    expect(await account.ports.decisions.of('api', 'd-1')).toEqual([]);
  });
});

describe('a limit in shares of a day', () => {
  const strategy = { ...api.strategy, exposedDayShare: 0.02 };
  const minute = { requests: 500, errors: 0, slow: 0, p50: 0.1, p90: 0.1, p99: 0.1 };
  const silent = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };

  it('is frozen as a number of requests, from the day until now', async () => {
    const account = await Account.serving();
    const windows: number[] = [];
    const minutes = async ({ from, until }: Measuring) => {
      windows.push((until.getTime() - from.getTime()) / 3_600_000);
      return [{ at: 0, slots: { blue: silent, green: minute } }];
    };
    const admission = await step.call({ ...input('d-1'), strategy }, { ...account.ports, metrics: { minutes } });
    expect(admission).toMatchObject({ plan: { shift: { judging: { exposedRequests: 10 } } } });
    expect(windows).toContain(24);
  });

  it('is not passed over where metrics cannot be read', async () => {
    const account = await Account.serving();
    const minutes = () => Promise.reject(new Error('no metrics'));
    const asked = step.call({ ...input('d-1'), strategy }, { ...account.ports, metrics: { minutes } });
    await expect(asked).rejects.toThrow('no metrics');
  });
});

describe('a request that may wait', () => {
  it.each(['queue', 'supersede'] as const)('joins the queue where the service is busy, by %s', async (onBusy) => {
    const account = await Account.serving();
    await account.admitted('d-0');
    const asked = { ...input('d-1'), onBusy };
    expect(await step.call(asked, account.ports)).toEqual({ kind: 'waiting', deploymentId: 'd-1' });
    const before = account.everything();
    expect(await step.call(asked, account.ports)).toEqual({ kind: 'waiting', deploymentId: 'd-1' });
    expect(account.everything()).toEqual(before);
    expect(await account.ports.queue.all('api')).toMatchObject([
      { deploymentId: 'd-1', execution: 'execution of d-1' },
    ]);
  });

  it('is one request, however often it is delivered while it waits', async () => {
    const account = await Account.serving();
    await account.admitted('d-0');
    await step.call({ ...input('d-1', 'event-7'), onBusy: 'queue' }, account.ports);
    const again = await step.call({ ...input('d-2', 'event-7'), onBusy: 'queue' }, account.ports);
    expect(again).toEqual({ kind: 'duplicate', deploymentId: 'd-1' });
    expect(await account.ports.queue.all('api')).toHaveLength(1);
  });

  it('is admitted at once where no deployment holds the service', async () => {
    const account = await Account.serving();
    expect(await step.call({ ...input('d-1'), onBusy: 'queue' }, account.ports)).toMatchObject({ kind: 'admitted' });
  });
});

describe('admission is refused', () => {
  it('while another deployment holds the service, with its name, and the ledger records it', async () => {
    const account = await Account.serving();
    await account.admitted('d-0');
    const message = 'api is being changed by d-0; wait for execution of d-0 to end, or stop it';
    await expect(step.call(input('d-1'), account.ports)).rejects.toMatchObject({ name: 'ServiceBusy', message });
    expect(account.lockOwner()).toBe('d-0');
    expect(account.outcome('d-1')).toEqual({ outcome: 'refused', reason: message, endedAt: account.clock.iso() });
    const again = await step.call(input('d-2', 'request of d-1'), account.ports);
    expect(again).toEqual({ kind: 'duplicate', deploymentId: 'd-1' });
  });

  it('for good: what was refused is not admitted when its step is called again', async () => {
    const account = await Account.serving();
    await account.admitted('d-0');
    const refused = { name: 'ServiceBusy' };
    await expect(step.call(input('d-1'), account.ports)).rejects.toMatchObject(refused);
    const outcome = { outcome: 'succeeded', reason: 'done', endedAt: account.clock.iso() } as const;
    await account.ports.ledger.close({ service: 'api', deploymentId: 'd-0', fence: 1, outcome });
    await expect(step.call(input('d-1'), account.ports)).rejects.toMatchObject({
      name: 'Superseded',
      message: expect.stringContaining('api is being changed by d-0'),
    });
    expect(account.lockOwner()).toBeUndefined();
  });

  it('where the account has no room for the new version, before anything is planned', async () => {
    const account = await Account.serving();
    account.world.quota.used = 139;
    const target = { ...api, tasks: { ...api.tasks, vcpus: 1 } };
    const refused = { name: 'QuotaReached', message: expect.stringContaining('1 of the account’s 140 are free') };
    await expect(step.call({ ...input('d-1'), target }, account.ports)).rejects.toMatchObject(refused);
    const found = await takeOver.call({ service: 'api', deploymentId: 'd-1', execution: 'r' }, account.ports);
    expect(found).toMatchObject({ kind: 'untouched' });
  });

  it('but not where the room is unknown', async () => {
    const account = await Account.serving();
    const quota = { vcpus: () => Promise.reject(new Error('no metrics')) };
    expect(await step.call(input('d-1'), { ...account.ports, quota })).toMatchObject({ kind: 'admitted' });
  });

  it.each([30, 100])(
    'with the plan to bring users home where %d % of them are sent to an empty slot',
    async (weight) => {
      const account = await Account.serving();
      await account.shifted('blue', weight);
      const refused = { name: 'StateMismatch', message: expect.stringContaining('to a slot without a healthy task') };
      await expect(step.call(input('d-1'), account.ports)).rejects.toMatchObject(refused);
      const found = await takeOver.call({ service: 'api', deploymentId: 'd-1', execution: 'r' }, account.ports);
      expect(found).toMatchObject({ kind: 'to-undo', plan: { live: { slot: 'green', tasks: tasksWanted } } });
      expect(account.weights()).toEqual({ blue: weight, green: 100 - weight });
    },
  );

  it.each([
    { weight: 30, because: 'blue 30 %, green 70 %' },
    { weight: 100, because: 'but the ledger says green is live' },
  ])('with nothing to undo where $weight % are served by a slot that another party started', async (its) => {
    const account = await Account.serving();
    await account.besideLive();
    await account.shifted('blue', its.weight);
    const refused = step.call(input('d-1'), account.ports);
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining(its.because) });
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('return all traffic to green') });
    const found = await takeOver.call({ service: 'api', deploymentId: 'd-1', execution: 'r' }, account.ports);
    expect(found).toMatchObject({ kind: 'untouched' });
    expect(account.weights()).toEqual({ blue: its.weight, green: 100 - its.weight });
  });
});
