import { describe, it } from 'vitest';
import { file, service, withService } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const api = 'services.api';
const production = 'environments.production';

const wrongFiles: readonly WrongFile[] = [
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
      environments: { production: { plainHttp: true, services: { api: { cpu: 4096 } } } },
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
];

describe('a service', () => {
  it.each(wrongFiles)('with $what is refused for exactly that', isTheOnlyFault);
});
