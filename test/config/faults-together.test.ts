import { describe, expect, it } from 'vitest';
import { ConfigurationRejected } from '#config/rules/fault.ts';
import { resolve } from '#config/resolve/resolve.ts';
import { faultsOf, file, placesOf, service, withService } from './support/inputs.ts';

describe('a wrong file', () => {
  it('is refused with all its faults at once, in words', () => {
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
      /^10 faults .*; nothing was changed\.\n\nservices\.api\.port\n {2}is {7}0: below the minimum\n {2}allowed {2}a whole number/,
    );
  });

  it('has no fault that only follows from another one', () => {
    const input = file({
      services: { api: service({ cpuu: 4096, memoryMiB: 30_720 }), web: service({ route: 'x' }), old: 5 },
      environments: {
        production: { plainHttp: true, services: { old: {} } },
        qa: { services: { api: { tasks: { min: 40 } } } },
      },
    });
    expect([...placesOf(input)].sort()).toEqual([
      'environments.qa.like',
      'services.api.cpuu',
      'services.old',
      'services.web.route',
    ]);
  });

  it('lists a fault once that several environments inherit', () => {
    const environments = { development: {}, staging: {}, production: { plainHttp: true } };
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

  it('is not printed in full even where nothing marks it as a secret', () => {
    const [fault] = faultsOf(withService({ health: [`https://example.com/${'s'.repeat(200)}`] }));
    expect(fault!.value).toBe('"https://example.com/…"');
    const [long] = faultsOf(withService({ health: ['s'.repeat(300)] }));
    expect(long!.value).toHaveLength(63);
  });
});
