import { describe, expect, it } from 'vitest';
import { workerMark } from '#adapters/traffic/ecs-worker-router.ts';
import { Account } from './support/account.ts';
import { askOfWorker, stateOf } from './support/requests.ts';

const blue = 'arn:aws:ecs:us-east-1:123456789012:service/sluice-test/generation-blue';

describe('the slots of a worker', () => {
  it('are two empty ECS services without a load balancer; blue has the tag of the live slot', async () => {
    const account = new Account();
    expect(await askOfWorker(account).create()).toMatchObject({ Data: { WeightHolder: blue } });
    expect(account.rules).toEqual([]);
    for (const slot of ['blue', 'green']) {
      const service = account.services.get(`generation-${slot}`)!;
      expect(service).toMatchObject({ desiredCount: 0 });
      // ECS refuses both without a load balancer.
      expect(service).not.toHaveProperty('loadBalancers');
      expect(service).not.toHaveProperty('healthCheckGracePeriodSeconds');
    }
    expect(account.services.get('generation-blue')!.tags).toEqual([{ key: workerMark, value: '100' }]);
    expect(account.services.get('generation-green')!.tags).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4])('can be created again after a failure at call %i', async (call) => {
    for (const effect of ['before', 'after'] as const) {
      const account = new Account();
      account.death = { call, effect };
      await askOfWorker(account)
        .create()
        .catch(() => undefined);
      account.death = undefined;
      expect(await askOfWorker(account).create()).toMatchObject({ Data: { WeightHolder: blue } });
      expect([...account.services.keys()].sort()).toEqual(['generation-blue', 'generation-green']);
    }
  });

  it('keep tag, version and counts through any update', async () => {
    const account = new Account();
    await askOfWorker(account).create();
    account.run({ 'generation-green': 3 }, {});
    account.services.get('generation-blue')!.tags = [{ key: workerMark, value: '0' }];
    const before = stateOf(account);
    await askOfWorker(account).update({ template: 'sluice-test-generation:2' });
    expect(stateOf(account)).toEqual(before);
    expect(account.replaced).toEqual([]);
  });

  it('have the tag of the slot that runs, when blue has to be created again', async () => {
    const account = new Account();
    await askOfWorker(account).create();
    account.run({ 'generation-green': 3 }, {});
    account.services.delete('generation-blue');
    await askOfWorker(account).update({});
    expect(account.services.get('generation-blue')!.tags).toEqual([{ key: workerMark, value: '0' }]);
  });

  it('are removed as they were created', async () => {
    const account = new Account();
    await askOfWorker(account).create();
    await askOfWorker(account).remove();
    expect(account.changes).not.toContain('DeleteRule');
    for (const [name, service] of account.services) account.services.set(name, { ...service, status: 'INACTIVE' });
    expect(await askOfWorker(account).isGone()).toBe(true);
  });

  it('never become those of a service, nor the other way round', async () => {
    const account = new Account();
    await askOfWorker(account).create();
    const requests = {
      traffic: {
        kind: 'alb',
        listener: 'listener',
        route: { path: '/*', priority: '100' },
        port: '3000',
        targetGroups: { blue: 'group-blue', green: 'group-green' },
      },
    };
    const before = stateOf(account);
    await expect(askOfWorker(account).update(requests)).rejects.toThrow('generation-blue is a worker');
    expect(stateOf(account)).toEqual(before);
  });
});
