import { describe, expect, it } from 'vitest';
import { ConfigurationRejected } from '#config/fault.ts';
import { resolve } from '#config/resolve.ts';
import { faultsOf, file, placesOf, service, withEnvironment, withService } from './support/inputs.ts';

interface Case {
  readonly what: string;
  readonly input: unknown;
  readonly place: string;
  readonly value: string;
  readonly problem?: string;
  readonly allowed: string;
  readonly remedy?: string;
}

const api = 'services.api';
const production = 'environments.production';
const override = (more: object) => withEnvironment({ services: { api: more } });
const steps = (...weights: number[]) => withService({ strategy: { steps: weights.map((weight) => ({ weight })) } });
const references = 'the ARN of an SNS topic, or the name or ARN of a secret in Secrets Manager';
const nameTheSecret = 'put it in Secrets Manager and name the secret here';

const cases: readonly Case[] = [
  {
    what: 'nothing at all',
    input: undefined,
    place: 'the whole configuration',
    value: 'missing',
    allowed: 'services, environments',
  },
  {
    what: 'no environment',
    input: file({ environments: {} }),
    place: 'environments',
    value: '{}',
    allowed: 'at least one environment',
  },
  {
    what: 'a port that is too high',
    input: withService({ port: 70_000 }),
    place: `${api}.port`,
    value: '70000',
    problem: 'too much',
    allowed: 'a whole number from 1 to 65535',
  },
  {
    what: 'a port in quotes',
    input: withService({ port: '80' }),
    place: `${api}.port`,
    value: '"80"',
    problem: 'the wrong kind of value: text',
    allowed: 'a whole number from 1 to 65535',
  },
  {
    what: 'no port',
    input: withService({ port: undefined }),
    place: `${api}.port`,
    value: 'missing',
    problem: 'it is required',
    allowed: 'a whole number from 1 to 65535',
  },
  {
    what: 'a mistyped field',
    input: withService({ memoryMib: 512 }),
    place: `${api}.memoryMib`,
    value: '512',
    problem: 'there is no such field',
    allowed: 'image, port, health, cpu, memoryMiB, tasks, strategy, route, environment, secrets',
    remedy: 'did you mean memoryMiB?',
  },
  {
    what: 'a mistyped preset',
    input: withService({ strategy: 'canary-wach' }),
    place: `${api}.strategy`,
    value: '"canary-wach"',
    problem: 'not one of the choices',
    allowed:
      'canary-watch, canary-phased, canary-gradual, canary-short, blue-green, rolling, all-at-once, or { steps: … }',
    remedy: "did you mean 'canary-watch'?",
  },
  {
    what: 'a tag in the repository',
    input: withService({ image: { repository: 'api:v1' } }),
    place: `${api}.image.repository`,
    value: '"api:v1"',
    allowed: 'lower-case letters, digits, / and . _ - between them, without registry and tag: "team/api"',
  },
  {
    what: 'a service name with capitals',
    input: file({ services: { API: service() } }),
    place: 'services.API',
    value: '"API"',
    problem: 'not a possible name',
    allowed: 'lower-case letters, digits and hyphens, a letter first, at most 32, for example "api"',
  },
  {
    what: 'a size that Fargate does not have',
    input: withService({ cpu: 1000 }),
    place: `${api}.cpu`,
    value: '1000',
    allowed: '256, 512, 1024, 2048, 4096, 8192, 16384',
  },
  {
    what: 'a pair that Fargate does not sell',
    input: withService({ cpu: 256, memoryMiB: 4096 }),
    place: `${api}.memoryMiB`,
    value: '4096',
    problem: 'Fargate does not sell it with cpu 256',
    allowed: '512, 1024, 2048',
  },
  {
    what: 'an override that breaks the pair',
    input: file({
      services: { api: service({ memoryMiB: 2048 }) },
      environments: { production: { services: { api: { cpu: 4096 } } } },
    }),
    place: `${production}.services.api.memoryMiB`,
    value: '2048',
    problem: 'Fargate does not sell it with cpu 4096',
    allowed: '8192, 9216, 10240, … 30720',
  },
  {
    what: 'more tasks at least than at most',
    input: withService({ tasks: { min: 30 } }),
    place: `${api}.tasks.min`,
    value: '30',
    problem: 'more than the 20 tasks that production may run',
    allowed: 'at most 20',
    remedy: 'set max as well, or give production bounds of its own',
  },
  {
    what: 'a health path without slash',
    input: withService({ health: ['health'] }),
    place: `${api}.health[0]`,
    value: '"health"',
    allowed: 'a path that begins with a slash, without spaces: "/health"',
  },
  {
    what: 'the same health path twice',
    input: withService({ health: ['/h', '/h'] }),
    place: `${api}.health`,
    value: 'a list of 2',
    allowed: '1 to 10 different paths',
  },
  {
    what: 'weights that do not grow',
    input: steps(50, 50, 100),
    place: `${api}.strategy.steps[1].weight`,
    value: '50',
    problem: 'the weights do not grow',
    allowed: 'more than 50',
  },
  {
    what: 'steps that stop early',
    input: steps(10, 90),
    place: `${api}.strategy.steps[1].weight`,
    value: '90',
    problem: 'the last step does not take all traffic',
    allowed: '100',
  },
  {
    what: 'a weight of nothing',
    input: steps(0, 100),
    place: `${api}.strategy.steps[0].weight`,
    value: '0',
    problem: 'too little',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: 'half a percent',
    input: steps(0.5, 100),
    place: `${api}.strategy.steps[0].weight`,
    value: '0.5',
    problem: 'the wrong kind of value: a number that is not whole',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: '21 steps',
    input: steps(...Array.from({ length: 21 }, (_, index) => index + 80)),
    place: `${api}.strategy.steps`,
    value: 'a list of 21',
    problem: 'too much',
    allowed: '1 to 20 steps',
  },
  {
    what: 'no step',
    input: steps(),
    place: `${api}.strategy.steps`,
    value: 'a list of 0',
    problem: 'too little',
    allowed: '1 to 20 steps',
  },
  {
    what: 'a plan of more than 36 hours',
    input: withService({
      strategy: {
        steps: [
          { weight: 5, bake: '36 h' },
          { weight: 100, bake: '6 min' },
        ],
      },
    }),
    place: `${api}.strategy.steps`,
    value: 'a list of 2',
    problem: '36.1 hours of baking',
    allowed: 'at most 36 hours in all',
  },
  {
    what: 'a duration in words',
    input: withService({ strategy: { steps: [{ weight: 100, bake: 'five minutes' }] } }),
    place: `${api}.strategy.steps[0].bake`,
    value: '"five minutes"',
    allowed: 'seconds as a number, or text such as "30 s", "5 min" or "24 h"',
  },
  {
    what: 'a path and a host',
    input: withService({ route: { path: '/a', host: 'a.example.com' } }),
    place: `${api}.route`,
    value: '{ path, host }',
    problem: 'a path and a host',
    allowed: 'either a path or a host',
    remedy: 'leave one of them out',
  },
  {
    what: 'two services with the default route',
    input: file({ services: { api: service(), web: service() } }),
    place: 'services.web.route',
    value: '"path /*"',
    problem: 'api has the same rule in production',
    allowed: 'a rule of its own for each service',
    remedy: "give one of them another path or host, for example { path: '/web/*' }",
  },
  {
    what: 'two services with one priority',
    input: file({
      services: { api: service({ route: { priority: 7 } }), web: service({ route: { path: '/web', priority: 7 } }) },
    }),
    place: 'services.web.route.priority',
    value: '7',
    problem: 'api has the same priority in production',
    allowed: 'a priority of its own for each service',
    remedy: 'set services.web.route.priority to another number near 7',
  },
  {
    what: 'a number as a variable',
    input: withService({ environment: { PORT: 3000 } }),
    place: `${api}.environment.PORT`,
    value: '3000',
    allowed: 'text; put numbers and switches in quotes',
  },
  {
    what: 'a variable with a hyphen',
    input: withService({ environment: { 'LOG-LEVEL': 'x' } }),
    place: `${api}.environment.LOG-LEVEL`,
    value: '"LOG-LEVEL"',
    problem: 'not a possible name',
    allowed: 'letters, digits and underscores, no digit first',
  },
  {
    what: 'a password in a variable',
    input: withService({ environment: { DB_PASSWORD: 'hunter2' } }),
    place: `${api}.environment.DB_PASSWORD`,
    value: '(a secret by its name, not shown)',
    problem: 'a secret by its name does not belong in this file',
    allowed: 'values that everybody may read',
    remedy:
      "put it in Secrets Manager and name the secret in services.api.secrets: { DB_PASSWORD: '<name of the secret>' }",
  },
  {
    what: 'a variable with two sources',
    input: withService({ environment: { A: 'x' }, secrets: { A: 'a' } }),
    place: `${api}.secrets.A`,
    value: '"a"',
    problem: 'services.api.environment.A sets the same variable',
    allowed: 'one source for a variable',
  },
  {
    what: 'a secret instead of its name',
    input: withService({ secrets: { DB: 'p@ss word!' } }),
    place: `${api}.secrets.DB`,
    value: '(not shown)',
    allowed: 'the name or ARN of a secret in Secrets Manager, or of a parameter ("/…") in the Parameter Store',
  },
  {
    what: 'an environment without defaults',
    input: file({ environments: { qa: {} } }),
    place: 'environments.qa.like',
    value: 'missing',
    problem: 'qa has no defaults of its own',
    allowed: 'development, staging, production',
    remedy: "say whose defaults it takes: like: 'staging'",
  },
  {
    what: 'a mistyped environment',
    input: file({ environments: { prodution: {} } }),
    place: 'environments.prodution.like',
    value: 'missing',
    problem: 'prodution has no defaults of its own',
    allowed: 'development, staging, production',
    remedy: 'did you mean the environment production?',
  },
  {
    what: 'an account as a number',
    input: withEnvironment({ account: 123_456_789_012 }),
    place: `${production}.account`,
    value: '123456789012',
    problem: 'the wrong kind of value: a number',
    allowed: '12 digits in quotes, for example "123456789012"',
  },
  {
    what: 'a region that is none',
    input: withEnvironment({ regions: { primary: 'Ireland' } }),
    place: `${production}.regions.primary`,
    value: '"Ireland"',
    allowed: 'the code of an AWS region, for example "eu-west-1"',
  },
  {
    what: 'a standby that is the primary',
    input: withEnvironment({ regions: { standby: 'us-east-1' } }),
    place: `${production}.regions.standby`,
    value: '"us-east-1"',
    problem: 'the region that it would have to replace',
    allowed: 'any region but us-east-1',
  },
  {
    what: 'an override of no service',
    input: withEnvironment({ services: { apo: {} } }),
    place: `${production}.services.apo`,
    value: '"apo"',
    problem: 'there is no such service',
    allowed: 'api',
    remedy: 'did you mean api?',
  },
  {
    what: 'another port in one environment',
    input: override({ port: 80 }),
    place: `${production}.services.api.port`,
    value: '80',
    problem: 'there is no such field',
    allowed: 'cpu, memoryMiB, tasks, strategy, route, environment, secrets',
    remedy: 'port is the same in every environment: set services.api.port',
  },
  {
    what: 'a Slack webhook',
    input: withEnvironment({ notify: { slack: 'https://hooks.slack.com/services/T0/B0/abc' } }),
    place: `${production}.notify.slack`,
    value: '(not shown)',
    problem: 'a Slack webhook does not belong in this file',
    allowed: references,
    remedy: nameTheSecret,
  },
  {
    what: 'any URL to notify',
    input: withEnvironment({ notify: { slack: 'https://chat.example.com/in/abc' } }),
    place: `${production}.notify.slack`,
    value: '(not shown)',
    problem: 'a URL, which may carry a token, does not belong in this file',
    allowed: references,
    remedy: nameTheSecret,
  },
  {
    what: 'an integration key',
    input: withEnvironment({ notify: { pagerDuty: '0123456789abcdef0123456789abcdef' } }),
    place: `${production}.notify.pagerDuty`,
    value: '(not shown)',
    problem: 'what looks like an integration key does not belong in this file',
    allowed: references,
    remedy: nameTheSecret,
  },
  {
    what: 'an address that is none',
    input: withEnvironment({ notify: { emails: ['ops'] } }),
    place: `${production}.notify.emails[0]`,
    value: '"ops"',
    allowed: 'an e-mail address',
  },
];

describe('a wrong file', () => {
  it.each(cases)('with $what is refused for exactly that', ({ what: _, input, ...expected }) => {
    const faults = faultsOf(input);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(expected);
    expect(faults[0]!.remedy).toBe(expected.remedy);
  });

  it('is answered with all its faults at once, in words', () => {
    const input = {
      services: {
        api: service({
          port: 0,
          cpu: 256,
          memoryMiB: 9999,
          stratagy: 'rolling',
          environment: { KEY: 'AKIAIOSFODNN7EXAMPLE' },
        }),
        web: { port: 80, tasks: { min: 9 }, route: { path: '/web', host: 'x.y' } },
      },
      environments: { development: { services: { wbe: {} } }, prod: { account: '12' } },
    };
    expect([...placesOf(input)].sort()).toEqual([
      'environments.development.services.wbe',
      'environments.prod.account',
      'environments.prod.like',
      'services.api.environment.KEY',
      'services.api.memoryMiB',
      'services.api.port',
      'services.api.stratagy',
      'services.web.image',
      'services.web.route',
      'services.web.tasks.min',
    ]);
    expect(() => resolve(input)).toThrow(ConfigurationRejected);
    expect(() => resolve(input)).toThrow(
      /^10 faults .*; nothing was changed\.\n\nservices\.api\.port\n {2}is {7}0: too little\n {2}allowed {2}a whole number/,
    );
  });

  it('is not blamed for what follows from another fault', () => {
    const input = file({
      services: { api: service({ cpuu: 4096, memoryMiB: 30_720 }), web: service({ route: 'x' }), old: 5 },
      environments: { production: { services: { old: {} } }, qa: { services: { api: { tasks: { min: 40 } } } } },
    });
    expect([...placesOf(input)].sort()).toEqual([
      'environments.qa.like',
      'services.api.cpuu',
      'services.old',
      'services.web.route',
    ]);
  });

  it('is told once of what several environments inherit', () => {
    const environments = { development: {}, staging: {}, production: {} };
    expect(placesOf(file({ services: { api: service({ memoryMiB: 512 }) }, environments }))).toEqual([
      'services.api.memoryMiB',
    ]);
  });
});

describe('a secret in the file', () => {
  const secrets: readonly (readonly [string, string])[] = [
    ['an AWS access key id', 'AKIAIOSFODNN7EXAMPLE'],
    ['an AWS secret access key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    ['a Slack token', 'xoxb-123456789-abcdef'],
    ['an access token', 'ghp_0123456789abcdefghij'],
    ['a signed token', 'eyJhbGciOiJI.eyJzdWIiOiIx.c2ln'],
    ['a URL with a password', 'postgres://api:hunter2@db.example.com/api'],
    ['a URL with a token', 'https://example.com/hook?token=hunter2'],
  ];

  it.each(secrets)('that looks like %s is refused and never printed', (kind, secret) => {
    const wrong = withService({
      environment: { VALUE: secret },
      secrets: { OTHER: secret },
      [`x${'y'.repeat(30)}`]: secret,
    });
    const faults = faultsOf(wrong);
    expect(faults.map(({ place }) => place)).toContain('services.api.environment.VALUE');
    expect(faults).toHaveLength(3);
    expect(faults.find(({ place }) => place.endsWith('VALUE'))!.problem).toBe(`${kind} does not belong in this file`);
    expect(new ConfigurationRejected(faults).message).not.toContain(secret);
  });

  it('is not shown whole even where nothing says it is one', () => {
    const [fault] = faultsOf(withService({ health: [`https://example.com/${'s'.repeat(200)}`] }));
    expect(fault!.value).toBe('"https://example.com/…"');
    const [long] = faultsOf(withService({ health: ['s'.repeat(300)] }));
    expect(long!.value).toHaveLength(63);
  });
});
