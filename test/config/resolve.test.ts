import { describe, expect, it } from 'vitest';
import { defineSluice } from '#config/define-sluice.ts';
import { resolve } from '#config/resolve/resolve.ts';
import { ServiceSpecificationSchema } from '#wire/service-specification.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';
import { file, service, withEnvironment, withService } from './support/inputs.ts';

const only = (input: unknown) => resolve(input).environments[0]!;
const onlyService = (input: unknown) => only(input).services[0]!;

describe('the smallest file', () => {
  const smallest = defineSluice({
    services: { api: { image: { repository: 'api' }, port: 3000 } },
    environments: { development: {}, staging: {}, production: { plainHttp: true } },
  });

  it('takes the documented defaults of a service', () => {
    expect(onlyService(smallest)).toEqual({
      name: 'api',
      image: { repository: 'api' },
      port: 3000,
      cpu: 1024,
      memoryMiB: 2048,
      tasks: { min: 1, max: 2 },
      scaling: { by: 'steps', ahead: false },
      spot: 100,
      balancing: 'round-robin',
      drainSeconds: 30,
      startSeconds: 120,
      container: { user: '1000:1000', architecture: 'X86_64', writable: {} },
      permissions: { policies: [], statements: [] },
      health: { endpoints: ['/health'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 },
      hooks: {},
      route: { path: '/*', priority: 49_249 },
      strategy: { name: 'all-at-once', steps: [{ weight: 100, bakeSeconds: 0 }] },
      environment: {},
      secrets: {},
    });
  });

  it('gives a hook five minutes, and lets an environment have another one', () => {
    const smokeTest = { function: 'api-smoke' };
    const onRollback = { command: ['node', 'undo.js'], timeout: '10 min' as const };
    const overridden = { services: { api: { smokeTest: { command: ['smoke'] } } }, plainHttp: true };
    const input = file({
      services: { api: service({ smokeTest, onRollback }) },
      environments: { staging: {}, production: overridden },
    });
    expect(resolve(input).environments.map(({ services }) => services[0]!.hooks)).toEqual([
      {
        smokeTest: { function: 'api-smoke', timeoutSeconds: 300 },
        onRollback: { command: ['node', 'undo.js'], timeoutSeconds: 600 },
      },
      {
        smokeTest: { command: ['smoke'], timeoutSeconds: 300 },
        onRollback: { command: ['node', 'undo.js'], timeoutSeconds: 600 },
      },
    ]);
  });

  it('takes the documented defaults of each environment', () => {
    const summary = resolve(smallest).environments.map(({ services, ...environment }) => ({
      ...environment,
      tasks: services[0]!.tasks,
      spot: services[0]!.spot,
      strategy: services[0]!.strategy.name,
    }));
    const common = {
      regions: { primary: 'us-east-1' },
      networks: {},
      notify: { emails: [] },
      certificates: [],
      rateLimit: 10_000,
      workers: [],
    };
    expect(summary).toEqual([
      {
        ...common,
        name: 'development',
        preset: 'development',
        scan: { refuse: 'nothing', accepted: [] },
        backups: false,
        approvalRequired: false,
        tasks: { min: 1, max: 2 },
        spot: 100,
        strategy: 'all-at-once',
      },
      {
        ...common,
        name: 'staging',
        preset: 'staging',
        scan: { refuse: 'critical', accepted: [] },
        backups: false,
        approvalRequired: false,
        tasks: { min: 2, max: 5 },
        spot: 0,
        strategy: 'canary-short',
      },
      {
        ...common,
        name: 'production',
        preset: 'production',
        scan: { refuse: 'high', accepted: [] },
        backups: true,
        approvalRequired: true,
        tasks: { min: 3, max: 20 },
        spot: 0,
        strategy: 'canary-gradual',
      },
    ]);
  });

  it('takes two standbys where each has its own registry', () => {
    const environments = {
      production: { plainHttp: true, regions: { primary: 'us-east-1', standby: 'eu-west-1' } },
      staging: { regions: { primary: 'us-west-1', standby: 'us-west-2' } },
      development: { account: '123456789012', regions: { primary: 'us-east-1', standby: 'eu-west-1' } },
    };
    expect(resolve(file({ environments })).environments).toHaveLength(3);
  });

  it('gives the running system specifications that it accepts', () => {
    for (const { services } of resolve(smallest).environments) {
      expect(ServiceSpecificationSchema.parse(JSON.parse(JSON.stringify(services[0])))).toEqual(services[0]);
    }
  });
});

describe('an environment', () => {
  it('with its own name takes the defaults it asks for', () => {
    const environment = only(file({ environments: { qa: { like: 'staging' } } }));
    expect(environment).toMatchObject({ name: 'qa', preset: 'staging', approvalRequired: false });
    expect(environment.services[0]!.tasks).toEqual({ min: 2, max: 5 });
  });

  it('keeps the values that it sets itself', () => {
    const said = {
      account: '123456789012',
      regions: { primary: 'eu-west-1', standby: 'us-east-1' },
      approvalRequired: false,
      backups: false,
    };
    expect(only(withEnvironment(said))).toMatchObject(said);
  });

  it('notifies a channel, a rota and addresses', () => {
    const slack = { workspace: 'T0123ABCD', channel: 'C0123ABCD' };
    const notify = { slack, pagerDuty: 'sluice/pagerduty', emails: ['ops@example.com'] };
    expect(only(withEnvironment({ notify })).notify).toEqual(notify);
  });

  it('may have a certificate for each region instead of plain HTTP', () => {
    const certificates = ['us-east-1', 'eu-west-1'].map((region) => `arn:aws:acm:${region}:123456789012:certificate/a`);
    const regions = { standby: 'eu-west-1' };
    expect(only(withEnvironment({ plainHttp: undefined, regions, certificates })).certificates).toEqual(certificates);
  });

  it('runs 40 % of the tasks on Spot by the name of the budget', () => {
    expect(onlyService(withService({ spot: '40/30/30' })).spot).toBe(40);
  });

  it('overrides a service field by field', () => {
    const api = service({
      cpu: 512,
      tasks: { min: 2, max: 4 },
      spot: 40,
      strategy: 'rolling',
      route: { path: '/api/*' },
      environment: { LOG_LEVEL: 'info', MODE: 'a' },
      secrets: { DB_PASSWORD: 'db' },
    });
    const overrides = {
      memoryMiB: 4096,
      tasks: { max: 9 },
      balancing: 'least-outstanding-requests',
      strategy: 'blue-green',
      route: { host: 'API.example.com' },
      environment: { LOG_LEVEL: 'debug' },
      secrets: { DB_PASSWORD: 'production/db' },
    };
    const environments = { production: { plainHttp: true, services: { api: overrides } } };
    expect(onlyService(file({ services: { api }, environments }))).toMatchObject({
      cpu: 512,
      memoryMiB: 4096,
      tasks: { min: 2, max: 9 },
      spot: 40,
      balancing: 'least-outstanding-requests',
      strategy: strategyPresets['blue-green'],
      route: { host: 'api.example.com' },
      environment: { LOG_LEVEL: 'debug', MODE: 'a' },
      secrets: { DB_PASSWORD: 'production/db' },
    });
  });

  it('treats a field that is set to undefined as left out', () => {
    const input = file({
      services: { api: service({ cpu: 512, tasks: { min: 4, max: 8 } }) },
      environments: { staging: { services: { api: { cpu: undefined, tasks: { min: undefined } } } } },
    });
    expect(onlyService(input)).toMatchObject({ cpu: 512, tasks: { min: 4, max: 8 } });
  });
});

describe('a service', () => {
  it('gets twice as much memory as CPU where it names only the CPU', () => {
    for (const cpu of [256, 512, 1024, 2048, 4096, 8192, 16_384]) {
      expect(onlyService(withService({ cpu })).memoryMiB).toBe(2 * cpu);
    }
  });

  it('builds with the Dockerfile of its source', () => {
    const image = { repository: 'team/api', build: { source: 'https://github.com/acme/api' } };
    expect(onlyService(withService({ image })).image).toEqual({
      repository: 'team/api',
      build: { source: 'https://github.com/acme/api', folder: '.', dockerfile: 'Dockerfile' },
    });
  });

  it('may name variables that only sound like secrets', () => {
    const environment = {
      TOKEN_TTL_SECONDS: '300',
      REQUIRE_PASSWORD: 'true',
      DB_SECRET: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db',
      UPSTREAM: 'https://user@example.com/path',
      COMMIT: '0123456789abcdef0123456789abcdef01234567',
    };
    expect(onlyService(withService({ environment })).environment).toEqual(environment);
  });
});
