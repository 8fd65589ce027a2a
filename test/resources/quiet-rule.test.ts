import { describe, expect, it } from 'vitest';
import { AlbTrafficRouter } from '#adapters/traffic/alb-traffic-router.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';
import { Account } from './support/account.ts';
import { ask } from './support/requests.ts';

const quiet = { traffic: { quiet: 'until-deployed' } };
const noHost = [{ Field: 'host-header', HostHeaderConfig: { Values: ['no-request.invalid'] } }];
const everyPath = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }];

const router = (account: Account) => new AlbTrafficRouter(account.loadBalancing);
function targetIn(account: Account) {
  const known = targetOf({
    ...{ name: 'api', environment: 'test', region: 'us-east-1', repository: 'api' },
    tasks: { min: 1, max: 2 },
    strategy: { name: 'quick', steps: [{ weight: 100, bakeSeconds: 0 }] },
  });
  const slot = (name: string) => ({ ecsService: `api-${name}`, alarms: [] });
  return {
    ...known,
    traffic: {
      kind: 'alb' as const,
      listenerRule: account.rules[0]!.RuleArn!,
      route: { path: '/*' },
      targetGroups: { blue: 'group-blue', green: 'group-green' },
    },
    slots: { blue: slot('blue'), green: slot('green') },
  };
}

describe("a service on another owner's listener", () => {
  it('takes no requests until it has tasks that answer, and takes them with the first weight', async () => {
    const account = new Account();
    await ask(account).create(quiet);
    expect(account.rules[0]!.Conditions).toEqual(noHost);
    const target = targetIn(account);
    expect(await router(account).weights(target)).toEqual({ blue: 100, green: 0 });
    await router(account).setWeights(target, { blue: 0, green: 100 });
    expect(account.rules[0]!.Conditions).toEqual(everyPath);
    expect(account.weights).toEqual({ 'group-blue': 0, 'group-green': 100 });
  });

  it('is not activated by an update of its stack, also while its first version starts', async () => {
    const account = new Account();
    await ask(account).create(quiet);
    account.run({ 'api-green': 3 }, { 'group-blue': 100, 'group-green': 0 });
    await ask(account).update({ traffic: { ...quiet.traffic, route: { path: '/api/*', priority: '7' } } });
    expect(account.rules[0]).toMatchObject({ Conditions: noHost, Priority: '7' });
  });

  it('is not deactivated by an update, nor by off-hours without tasks', async () => {
    const account = new Account();
    await ask(account).create(quiet);
    await router(account).setWeights(targetIn(account), { blue: 0, green: 100 });
    await ask(account).update(quiet);
    expect(account.rules[0]!.Conditions).toEqual(everyPath);
  });

  it('gets an active rule when its rule is lost while it serves users', async () => {
    const account = new Account();
    await ask(account).create(quiet);
    account.run({ 'api-green': 3 }, { 'group-blue': 0, 'group-green': 100 });
    account.rules.length = 0;
    await ask(account).update(quiet);
    expect(account.rules[0]!.Conditions).toEqual(everyPath);
  });

  it('takes its requests at once on its own listener', async () => {
    const account = new Account();
    await ask(account).create();
    expect(account.rules[0]!.Conditions).toEqual(everyPath);
  });
});

describe('an ECS service of the same name that was there before', () => {
  it('is neither taken over nor removed when the conflicting slots are removed again', async () => {
    const account = new Account();
    const theirs = {
      serviceName: 'api-blue',
      status: 'ACTIVE',
      desiredCount: 2,
      runningCount: 2,
      loadBalancers: [{ targetGroupArn: 'their-group', containerName: 'web', containerPort: 80 }],
    };
    account.services.set('api-blue', theirs);
    await expect(ask(account).create(quiet)).rejects.toThrow('an update would cut it off');
    await ask(account).remove();
    expect(account.services.get('api-blue')).toEqual(theirs);
    expect(account.rules).toEqual([]);
    expect(await ask(account).isGone()).toBe(true);
  });
});
