import { describe, expect, it } from 'vitest';
import { Account } from './support/account.ts';
import { ask, duringCanary, stateOf, withGreenLive } from './support/requests.ts';

describe('the slots of a new service', () => {
  it('are two empty ECS services and a rule that sends everything to blue', async () => {
    const account = new Account();
    expect(await ask(account).create()).toEqual({
      PhysicalResourceId: 'sluice-test/api',
      Replaced: [],
      Data: { WeightHolder: 'listener/rule-0' },
    });
    expect(account.weights).toEqual({ 'group-blue': 100, 'group-green': 0 });
    for (const slot of ['blue', 'green']) {
      expect(account.services.get(`api-${slot}`)).toMatchObject({
        desiredCount: 0,
        loadBalancers: [{ targetGroupArn: `group-${slot}`, containerName: 'app', containerPort: 3000 }],
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE', weight: 60, base: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 40, base: 0 },
        ],
        networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED' } },
        healthCheckGracePeriodSeconds: 120,
      });
    }
  });

  it('are the same when they are created twice', async () => {
    const account = new Account();
    const first = await ask(account).create();
    const before = stateOf(account);
    expect(await ask(account).create()).toEqual(first);
    expect(stateOf(account)).toEqual(before);
  });

  it.each(['CreateRuleCommand', 'CreateServiceCommand'])('can be created again after %s failed', async (failing) => {
    const account = new Account();
    account.failing = failing;
    await expect(ask(account).create()).rejects.toThrow(`${failing} fails`);
    await ask(account).create();
    expect([...account.services.keys()]).toEqual(['api-blue', 'api-green']);
    expect(account.rules).toHaveLength(1);
  });

  it('are refused with every fault of the properties, and nothing is created', async () => {
    const account = new Account();
    await expect(ask(account).create({ traffic: { port: 'x' }, subnets: [] })).rejects.toThrow(
      /port.*subnets|subnets.*port/s,
    );
    expect(account.changes).toEqual([]);
  });
});

describe('an update of the stack in the middle of a canary', () => {
  it('that changes nothing changes nothing', async () => {
    const account = await duringCanary();
    const before = stateOf(account);
    await ask(account).update();
    expect(stateOf(account)).toEqual(before);
  });

  it('changes path and place of the rule and leaves weights, versions and counts', async () => {
    const account = await duringCanary();
    const { services } = stateOf(account);
    await ask(account).update({
      traffic: { route: { host: 'api.example.com', priority: '7' } },
      template: 'sluice-test-api:9',
    });
    expect(account.rules[0]).toMatchObject({
      Priority: '7',
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } }],
    });
    expect(account.weights).toEqual({ 'group-blue': 25, 'group-green': 75 });
    expect(account.services).toEqual(services);
  });

  it('grants new tasks more time for their start, and replaces none', async () => {
    const account = await duringCanary();
    await ask(account).update({ startSeconds: '300' });
    expect(account.services.get('api-green')).toMatchObject({ healthCheckGracePeriodSeconds: 300, desiredCount: 3 });
    expect(account.changes).toEqual(['ModifyRule', 'UpdateService', 'UpdateService']);
    expect(account.replaced).toEqual([]);
  });

  it.each([
    ['another capacity', { spot: '0' }],
    ['another network', { subnets: ['subnet-c'] }],
  ])('refuses %s, which would replace tasks, and says when to ask again', async (_, more) => {
    const account = await duringCanary();
    const before = stateOf(account);
    await expect(ask(account).update(more)).rejects.toThrow(/a deployment is under way.*again when it has ended/);
    expect(stateOf(account)).toEqual(before);
  });

  it('does not guess the live slot when the rule was deleted by hand', async () => {
    const account = await duringCanary();
    account.rules.length = 0;
    await expect(ask(account).update()).rejects.toThrow(/both slots run/);
    expect(account.changes).toEqual([]);
  });
});

describe('an update of the stack between deployments', () => {
  it('moves tasks to another network and capacity with the version and count that they have', async () => {
    const account = await withGreenLive();
    const { Replaced } = await ask(account).update({ subnets: ['subnet-c'], securityGroup: 'sg-2', spot: '100' });
    expect(Replaced).toEqual(['blue', 'green']);
    expect(account.services.get('api-green')).toMatchObject({
      desiredCount: 3,
      taskDefinition: 'release:7',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 100, base: 0 }],
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-c'], securityGroups: ['sg-2'] } },
    });
    expect(account.replaced).toEqual(['api-blue', 'api-green']);
    expect(account.weights).toEqual({ 'group-blue': 0, 'group-green': 100 });
  });

  it('waits until ECS has replaced the tasks, and fails with the reason when it cannot', async () => {
    const account = await withGreenLive();
    account.rollOut('api-blue', 'COMPLETED');
    account.rollOut('api-green', 'IN_PROGRESS');
    expect(await ask(account).isSettled([])).toBe(true);
    expect(await ask(account).isSettled(['blue', 'green'])).toBe(false);
    account.rollOut('api-green', 'COMPLETED');
    expect(await ask(account).isSettled(['blue', 'green'])).toBe(true);
    account.rollOut('api-green', 'FAILED', 'tasks failed to start');
    await expect(ask(account).isSettled(['green'])).rejects.toThrow(/api-green cannot be replaced: tasks failed/);
  });

  it('creates a rule again that was deleted by hand, for the slot that runs', async () => {
    const account = await withGreenLive();
    account.rules.length = 0;
    await ask(account).update();
    expect(account.weights).toEqual({ 'group-blue': 0, 'group-green': 100 });
  });

  it('refuses to allow fewer tasks than run, which would stop some of them at once', async () => {
    const account = await withGreenLive();
    const before = stateOf(account);
    await expect(ask(account).update({ most: '2' })).rejects.toThrow(/api-green has 3 tasks, and at most 2.*allow 3/);
    expect(stateOf(account)).toEqual(before);
    await ask(account).update({ most: '3' });
  });

  it.each([
    ['port', { traffic: { port: '8080' } }],
    ['container', { container: 'main' }],
  ])('refuses another %s, which would cut off the version that runs', async (_, more) => {
    const account = await withGreenLive();
    const before = stateOf(account);
    await expect(ask(account).update(more)).rejects.toThrow(/would cut it off.*another name/);
    expect(stateOf(account)).toEqual(before);
    // CloudFormation rolls back to the former properties, which has to be possible.
    await ask(account).update();
  });
});

describe('the removal of a service', () => {
  it('takes the traffic away first and then the tasks, and waits until they are gone', async () => {
    const account = await withGreenLive();
    await ask(account).remove();
    expect(account.changes).toEqual(['DeleteRule', 'DeleteService', 'DeleteService']);
    expect(await ask(account).isGone()).toBe(false);
    for (const [name, service] of account.services) account.services.set(name, { ...service, status: 'INACTIVE' });
    expect(await ask(account).isGone()).toBe(true);
  });

  it('is refused while a deployment runs, and nothing is lost', async () => {
    const account = await duringCanary();
    const before = stateOf(account);
    await expect(ask(account).remove()).rejects.toThrow(/a deployment is under way.*Wait for its end or stop it/);
    expect(stateOf(account)).toEqual(before);
  });

  it('is checked before anything is removed, and refused while a deployment holds the lock', async () => {
    const account = await withGreenLive();
    const holder = { kind: 'deployment' as const, owner: 'd-7', execution: 'e', fence: 1 };
    const building = { ...holder, expiresAt: '2026-01-01T13:00:00Z' };
    await expect(ask(account).mayGo(building)).rejects.toThrow(
      /the deployment d-7 is under way. Nothing has been removed/,
    );
    await ask(account).mayGo({ ...holder, expiresAt: '2026-01-01T11:00:00Z' });
    await ask(account).mayGo();
    await expect(ask(await duringCanary()).mayGo()).rejects.toThrow(/both its slots serve/);
    expect(account.changes).toEqual([]);
  });

  it('continues where it failed', async () => {
    const account = await withGreenLive();
    account.failing = 'DeleteServiceCommand';
    await expect(ask(account).remove()).rejects.toThrow('DeleteServiceCommand fails');
    await ask(account).remove();
    expect([...account.services.values()].map(({ status }) => status)).toEqual(['DRAINING', 'DRAINING']);
    expect(account.rules).toEqual([]);
  });

  it('has nothing to do where nothing was ever created', async () => {
    const account = new Account();
    await ask(account).remove();
    expect(await ask(account).isGone()).toBe(true);
    expect(account.services.size).toBe(0);
  });

  it('makes room for the same service again', async () => {
    const account = await withGreenLive();
    await ask(account).remove();
    for (const [name, service] of account.services) account.services.set(name, { ...service, status: 'INACTIVE' });
    await ask(account).create();
    expect(account.weights).toEqual({ 'group-blue': 100, 'group-green': 0 });
    expect(account.services.get('api-green')).toMatchObject({ status: 'ACTIVE', desiredCount: 0 });
  });
});
