import { describe, expect, it } from 'vitest';
import { step } from '#steps/guardian/dispatch-next.step.ts';
import { Account } from '../support/account.ts';

async function inQueue(account: Account, ...deploymentIds: string[]): Promise<void> {
  for (const deploymentId of deploymentIds) {
    account.executionRuns(`execution of ${deploymentId}`);
    await account.ports.queue.enter(account.entry(deploymentId));
    await account.ports.queue.reachBy('api', deploymentId, `token of ${deploymentId}`);
    await account.pass(1);
  }
}

describe('calling the next in the queue', () => {
  it('does nothing where no request waits', async () => {
    const account = await Account.serving();
    const before = account.everything();
    expect(await step.call({}, account.ports)).toEqual([]);
    expect(account.everything()).toEqual(before);
  });

  it('lets the waiting request continue when the service is free, and leaves it in the queue until it is admitted', async () => {
    const account = await Account.serving();
    await inQueue(account, 'd-2');
    expect(await step.call({}, account.ports)).toEqual([{ deploymentId: 'd-2', decision: 'go' }]);
    expect([...account.heard]).toEqual([['token of d-2', 'goes on']]);
    expect(await account.ports.queue.all('api')).toHaveLength(1);
    await account.holding('d-2');
    expect(await account.ports.queue.all('api')).toEqual([]);
  });

  it('lets no request continue while a deployment holds the service', async () => {
    const account = await Account.serving();
    await account.admitted('d-1');
    await inQueue(account, 'd-2');
    expect(await step.call({}, account.ports)).toEqual([]);
    expect([...account.heard]).toEqual([]);
  });

  it('notifies an older request that a newer one waits in its place, and records it', async () => {
    const account = await Account.serving();
    await account.admitted('d-1');
    await inQueue(account, 'd-2', 'd-3');
    await step.call({}, account.ports);
    const why = 'd-3 asked later and waits in its place';
    expect([...account.heard]).toEqual([['token of d-2', `Superseded: ${why}`]]);
    expect(account.outcome('d-2')).toMatchObject({ outcome: 'refused', reason: why });
    expect(account.outcome('d-3')).toBeUndefined();
  });

  it('closes a request that was stopped while it waited', async () => {
    const account = await Account.serving();
    await account.admitted('d-1');
    await inQueue(account, 'd-2');
    await account.ports.executions.stop('execution of d-2', 'Stopped', 'by hand');
    await step.call({}, account.ports);
    expect(account.outcome('d-2')?.reason).toBe('its execution ended while it waited in the queue');
    expect(await account.ports.queue.all('api')).toEqual([]);
  });

  it('does not close a request unnotified that begins to wait at that moment: the next call notifies it', async () => {
    const account = await Account.serving();
    await account.admitted('d-1');
    account.executionRuns('execution of d-2');
    await account.ports.queue.enter(account.entry('d-2'));
    await account.pass(1);
    await inQueue(account, 'd-3');
    const { queue } = account.ports;
    const seen = await queue.all('api');
    await queue.reachBy('api', 'd-2', 'token of d-2');
    const late = {
      enter: queue.enter.bind(queue),
      reachBy: queue.reachBy.bind(queue),
      leave: queue.leave.bind(queue),
      all: async () => seen,
    };
    await step.call({}, { ...account.ports, queue: late });
    expect(account.outcome('d-2')).toBeUndefined();
    await step.call({}, account.ports);
    expect([...account.heard.keys()]).toEqual(['token of d-2']);
    expect(account.outcome('d-2')).toMatchObject({ outcome: 'refused' });
  });

  it('may be called twice', async () => {
    const account = await Account.serving();
    await inQueue(account, 'd-2', 'd-3');
    await step.call({}, account.ports);
    const before = account.everything();
    expect(await step.call({}, account.ports)).toEqual([{ deploymentId: 'd-3', decision: 'go' }]);
    expect(account.everything()).toEqual(before);
    expect(account.heard.size).toBe(2);
  });
});
