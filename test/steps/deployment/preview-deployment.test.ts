import { describe, expect, it } from 'vitest';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { step } from '#steps/deployment/preview-deployment.step.ts';
import { Account, api } from '../support/account.ts';

const request = {
  deploymentId: 'd-1',
  requestId: 'r-1',
  target: api,
  image: 'v2',
  fromSource: false,
  strategy: {
    name: 'short',
    steps: [
      { weight: 10, bakeSeconds: 600 },
      { weight: 100, bakeSeconds: 1200 },
    ],
  },
  onBusy: 'reject' as const,
  dryRun: true,
  requestedBy: 'ci',
  reason: 'a look ahead',
};

describe('a dry run', () => {
  const { listenerRule } = trafficOf(api, 'alb');

  it('lists what would be changed, in order, how long it takes and what it costs', async () => {
    const account = await Account.serving();
    const { digest, uri } = (await account.ports.registry.find('api', 'v2'))!;
    expect(uri).toContain(digest);
    expect(await step.call(request, account.ports)).toMatchObject({
      ready: true,
      problems: [],
      // This one has no users yet.
      warnings: [expect.stringMatching(/^The live version has had no requests/)],
      changes: [
        `ecs:RegisterTaskDefinition sluice-production-api-release with ${uri}`,
        'ecs:UpdateService sluice-production-api-blue: 3 tasks of it',
        `elasticloadbalancing:ModifyRule ${listenerRule}: blue 10 %, then bakes for 600 s`,
        `elasticloadbalancing:ModifyRule ${listenerRule}: blue 100 %, then bakes for 1200 s`,
        'ecs:UpdateService sluice-production-api-green: no tasks',
      ],
      bakeSeconds: 1800,
      cost: { extraTaskHours: 1.65 },
    });
  });

  it('says that the account has no room for the new version', async () => {
    const account = await Account.serving();
    account.world.quota.used = 139;
    const target = { ...api, tasks: { ...api.tasks, vcpus: 1 } };
    const problems = [
      expect.stringContaining('needs 3 vCPUs for 3 additional tasks, but only 1 of the account’s 140 are free'),
    ];
    expect(await step.call({ ...request, target }, account.ports)).toMatchObject({ ready: false, problems });
  });

  it('changes nothing, not even the ledger', async () => {
    const account = await Account.serving();
    const before = account.everything();
    await step.call(request, account.ports);
    await account.pass(300);
    expect(account.everything()).toEqual(before);
  });

  it('names at once everything that would stop it', async () => {
    const account = await Account.serving();
    await account.admitted('d-0');
    await account.shifted('blue', 30);
    const { ready, problems, changes } = await step.call({ ...request, image: 'v9' }, account.ports);
    expect({ ready, changes }).toEqual({ ready: false, changes: [] });
    expect(problems).toEqual([
      expect.stringContaining('traffic of api is split (blue 30 %, green 70 %)'),
      'there is no image "v9" in the repository api',
      'api is being changed by d-0',
    ]);
  });

  it('begins with the build of a commit that has not been built', async () => {
    const built = { ...request, image: 'c0ffee', fromSource: true, target: { ...api, buildProject: 'build-api' } };
    const { ready, changes } = await step.call(built, (await Account.serving()).ports);
    expect(ready).toBe(true);
    expect(changes.slice(0, 2)).toEqual([
      'codebuild:StartBuild build-api of c0ffee',
      'ecs:RegisterTaskDefinition sluice-production-api-release with c0ffee',
    ]);
  });

  it('warns where nothing is live and nothing bakes', async () => {
    const { warnings } = await step.call(request, Account.empty().ports);
    expect(warnings).toEqual([
      'nothing is live, so the new version cannot be compared',
      'all traffic moves at once, without a bake before the old version stops',
    ]);
  });

  it('warns of a first weight that will get too few requests', async () => {
    const silent = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };
    const minutes = async () => [{ at: 0, slots: { blue: silent, green: { ...silent, requests: 20 } } }];
    const ports = { ...(await Account.serving()).ports, metrics: { minutes } };
    const { warnings } = await step.call(request, ports);
    expect(warnings).toEqual([expect.stringContaining('At 20 requests a minute 10 % for 10 min is not enough')]);
  });

  it('says what it has not checked', async () => {
    const { notChecked } = await step.call(request, (await Account.serving()).ports);
    expect(notChecked.join()).toContain('IAM');
  });
});
