import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { faultsOf, file } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const worker = (more: object = {}) => ({ image: { repository: 'generation' }, ...more });
const withWorker = (more: object, overrides: object = {}) => ({
  ...file({ environments: { staging: { workers: overrides } } }),
  workers: { generation: worker(more) },
});

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'a port, where no request comes',
    input: withWorker({ port: 3000 }),
    place: 'workers.generation.port',
    value: '3000',
    problem: 'unknown field',
    allowed:
      'image, queue, limit, container, cpu, memoryMiB, tasks, spot, permissions, environment, secrets, messagesPerTask, bake',
    remedy: 'did you mean spot?',
  },
  {
    what: 'a limit that no queue has',
    input: withWorker({ limit: '13 h' }),
    place: 'workers.generation.limit',
    value: '"13 h"',
    problem: 'not allowed',
    allowed: 'from 1 s to 12 h, seconds as a number, or text such as "30 s", "5 min" or "24 h"',
  },
  {
    what: 'the address of a queue in place of its name',
    input: withWorker({ queue: 'https://sqs.us-east-1.amazonaws.com/123456789012/webhooks' }),
    place: 'workers.generation.queue',
    value: '"https://sqs.us-east-1.amazonaws.com/…"',
    allowed: 'the name of a queue: "webhooks", or "webhooks.fifo"',
  },
  {
    what: 'a pair that Fargate does not sell',
    input: withWorker({}, { generation: { memoryMiB: 1024 } }),
    place: 'environments.staging.workers.generation.memoryMiB',
    value: '1024',
    problem: 'Fargate does not support this size with cpu 2048',
    allowed: '4096, 5120, 6144, … 16384',
  },
  {
    what: 'an address of the queue that is not theirs to set',
    input: withWorker({ environment: { QUEUE_URL: 'elsewhere' } }),
    place: 'workers.generation.environment.QUEUE_URL',
    value: '"elsewhere"',
    problem: 'Sluice sets this variable to the URL of the queue',
    allowed: 'any other name',
    remedy: 'remove it; to use an existing queue, set `queue`',
  },
  {
    what: 'an override of no worker',
    input: withWorker({}, { generator: {} }),
    place: 'environments.staging.workers.generator',
    value: '"generator"',
    problem: 'there is no such service',
    allowed: 'generation',
    remedy: 'did you mean generation?',
  },
  {
    what: 'the name of a service',
    input: { ...file(), workers: { api: worker() } },
    place: 'workers.api',
    value: '"api"',
    problem: 'a service has the same name',
    allowed: 'a name that no service has; deployment requests use it',
  },
];

describe('a file with one fault in a worker', () => {
  it.each(wrongFiles)('is refused for $what', ({ problem, ...expected }) => {
    isTheOnlyFault({ ...expected, ...(problem === undefined ? {} : { problem }) });
  });

  it('is refused for a password as well', () => {
    expect(faultsOf(withWorker({ environment: { DB_PASSWORD: 'hunter2!hunter2' } }))).toHaveLength(1);
  });
});

describe('a worker', () => {
  const inEnvironments = (input: unknown) => resolve(input).environments.map(({ workers }) => workers[0]!);

  it('takes the documented defaults of each environment', () => {
    const environments = { development: {}, staging: {}, production: { plainHttp: true } };
    const input = { ...file({ environments }), workers: { generation: worker() } };
    expect(inEnvironments(input).map(({ tasks, spot, bakeSeconds }) => [tasks, spot, bakeSeconds])).toEqual([
      [{ min: 1, max: 2 }, 100, 0],
      [{ min: 2, max: 5 }, 0, 120],
      [{ min: 3, max: 20 }, 0, 900],
    ]);
    expect(inEnvironments(input)[0]).toMatchObject({
      name: 'generation',
      cpu: 2048,
      memoryMiB: 4096,
      messagesPerTask: 100,
      limitSeconds: 1800,
    });
  });

  it('takes the values that an environment sets', () => {
    const overrides = {
      generation: { messagesPerTask: 5, bake: '1 h', environment: { MODE: 'b' }, tasks: { max: 9 } },
    };
    const [generation] = inEnvironments(withWorker({ environment: { MODE: 'a', LEVEL: 'info' } }, overrides));
    expect(generation).toMatchObject({
      messagesPerTask: 5,
      bakeSeconds: 3600,
      environment: { MODE: 'b', LEVEL: 'info' },
      tasks: { min: 2, max: 9 },
    });
  });
});
