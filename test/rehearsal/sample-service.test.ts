import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  behaviorOf,
  healthStatus,
  planAnswer,
  seededRandom,
  type AnswerPlan,
} from '#rehearsal/sample-service/behavior.ts';
import { requestRate } from '#rehearsal/sample-service/request-rate.ts';

const calm = { uptimeMs: 0, requestsPerSecond: 10 };

function plans(tag: string, seen: Partial<typeof calm> = {}, count = 2_000): AnswerPlan[] {
  const random = seededRandom(7);
  const { behavior } = behaviorOf(tag);
  return Array.from({ length: count }, () => planAnswer(behavior, { ...calm, ...seen }, random));
}

const errorShare = (answers: AnswerPlan[]) => answers.filter(({ status }) => status === 500).length / answers.length;
const percentile = (answers: AnswerPlan[], share: number) =>
  answers.map(({ delayMs }) => delayMs).sort((a, b) => a - b)[Math.floor(answers.length * share)] ?? 0;

describe('behavior by tag', () => {
  test('a plain tag never fails and answers in 10 to 20 ms', () => {
    const good = plans('v2');
    expect(errorShare(good)).toBe(0);
    expect(percentile(good, 0.5)).toBeGreaterThan(10);
    expect(percentile(good, 0.5)).toBeLessThan(20);
    expect(percentile(good, 0.99)).toBeLessThan(40);
  });

  test.each([
    ['v2-errors', 0.05],
    ['v2-errors-20', 0.2],
  ])('%s fails that share of its requests', (tag, share) => {
    expect(errorShare(plans(tag))).toBeGreaterThan(share * 0.75);
    expect(errorShare(plans(tag))).toBeLessThan(share * 1.25);
  });

  test('a slow tail leaves the median alone and multiplies the p99', () => {
    expect(percentile(plans('v2-slow-tail'), 0.5)).toBeLessThan(percentile(plans('v2'), 0.5) * 1.2);
    expect(percentile(plans('v2-slow-tail'), 0.99)).toBeGreaterThan(percentile(plans('v2'), 0.99) * 4);
  });

  test('a leak makes the same service three times as slow after 20 seconds', () => {
    const young = percentile(plans('v2-leak'), 0.5);
    expect(percentile(plans('v2-leak', { uptimeMs: 20_000 }), 0.5)).toBeCloseTo(young * 3, 3);
    expect(plans('v2', { uptimeMs: 20_000 })).toEqual(plans('v2'));
  });

  test('a service that fails above 25 % takes a quarter of the traffic and not half of it', () => {
    expect(errorShare(plans('v2-fails-above-7', { requestsPerSecond: 7 }))).toBe(0);
    expect(errorShare(plans('v2-fails-above-7', { requestsPerSecond: 7.5 }))).toBeGreaterThan(0.3);
  });

  test('a service that breaks is healthy until users come, and then fails them and its health checks', () => {
    const { behavior } = behaviorOf('v2-breaks-above-3');
    const seen = [3, 3.5].map((requestsPerSecond) => [
      errorShare(plans('v2-breaks-above-3', { requestsPerSecond })),
      healthStatus(behavior, '/health', requestsPerSecond),
    ]);
    expect(seen).toEqual([
      [0, 200],
      [1, 503],
    ]);
  });

  test.each([
    'v2',
    'v2-errors-20',
    'v2-crash-at-start',
    'v2-fails-above-7',
    'v2-breaks-above-3',
    'v2-exits-after-10s',
    'v2-job-fails',
  ])('%s is version v2', (tag) => expect(behaviorOf(tag).version).toBe('v2'));

  test('a tag that only resembles a behavior is a version', () => {
    expect(behaviorOf('fix-errors-page')).toEqual({ version: 'fix-errors-page', behavior: behaviorOf('v1').behavior });
  });

  test('the rate forgets what is older than three seconds', () => {
    const rate = requestRate();
    for (let at = 0; at < 3_000; at += 100) rate.count(at);
    expect(rate.perSecond(2_900)).toBe(10);
    expect(rate.perSecond(4_450)).toBe(5);
    expect(rate.perSecond(9_000)).toBe(0);
  });
});

describe('the process', () => {
  const server = resolve(import.meta.dirname, '../../rehearsal/sample-service/server.ts');
  const node = resolve(import.meta.dirname, '../../node_modules/.bin/node');
  let child: ChildProcess;
  let output = '';
  afterEach(() => child.kill('SIGKILL'));

  function start(tag: string, ...args: string[]): void {
    output = '';
    const env = { PATH: process.env['PATH'], SLUICE_TAG: tag, SLUICE_SLOT: 'green', SLUICE_WATCH_STDIN: '1' };
    child = spawn(node, [server, ...args], { env });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  }

  async function listening(): Promise<string> {
    for await (const line of createInterface({ input: child.stdout! })) {
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port) return `http://127.0.0.1:${port}`;
    }
    throw new Error('it never listened');
  }

  const ended = async (): Promise<unknown> => child.exitCode ?? (await once(child, 'close'))[0];

  test('says its version, tag and slot on every path', async () => {
    start('v2-slow-tail');
    const response = await fetch(`${await listening()}/orders/7?full=1`);
    expect(response.headers.get('x-version')).toBe('v2-slow-tail');
    expect(await response.json()).toMatchObject({ version: 'v2', slot: 'green' });
  });

  test.each(['/health', '/api/health', '/api/performance/health'])(
    '%s is 200, and 503 when never healthy',
    async (path) => {
      start('v2');
      expect((await fetch((await listening()) + path)).status).toBe(200);
      child.kill('SIGKILL');
      start('v2-never-healthy');
      expect((await fetch((await listening()) + path)).status).toBe(503);
    },
  );

  test('finishes the request in flight when a signal stops it', async () => {
    start('v2');
    const url = await listening();
    await fetch(url);
    const inFlight = fetch(url);
    await sleep(5);
    child.kill('SIGTERM');
    expect((await inFlight).status).toBe(200);
    expect(await ended()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a crash at start says why and exits with 1', async () => {
    start('v2-crash-at-start');
    expect(await ended()).toBe(1);
    expect(output).toContain('DATABASE_URL is not set');
  });

  test('a service with an end exits with 1 after its time', async () => {
    start('v2-exits-after-1s');
    await listening();
    expect(await ended()).toBe(1);
    expect(output).toContain('connection pool');
  });

  test.each([
    ['v2', 0],
    ['v2-job-fails', 1],
  ])('a job of %s exits with %i', async (tag, code) => {
    start(tag, '--job', 'migrate', 'up');
    expect(await ended()).toBe(code);
    expect(output).toContain('job: migrate up');
  });

  test('ends when the process that started it is gone', async () => {
    start('v2');
    await listening();
    child.stdin?.end();
    expect(await ended()).toBe(0);
  });
});
