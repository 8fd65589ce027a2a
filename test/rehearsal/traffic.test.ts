import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '#rehearsal/traffic/answer.ts';
import { series, summarize, unanswered } from '#rehearsal/traffic/summary.ts';
import { startTraffic, type TrafficOptions } from '#rehearsal/traffic/traffic.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(listener: RequestListener): Promise<{ port: number; url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}/orders`, server };
}

const version =
  (name: string, status = 200): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'x-version': name }).end('{}');

async function run(options: Partial<TrafficOptions> & { url: string }, forMs: number): Promise<readonly Answer[]> {
  const traffic = startTraffic({ host: 'api.example', requestsPerSecond: 100, ...options });
  await sleep(forMs);
  return traffic.stop();
}

describe('traffic', () => {
  test('keeps its rate when every answer takes longer than the whole run', async () => {
    const { url } = await serve((_request, response) => void setTimeout(() => response.end(), 600));
    const answers = await run({ url }, 500);
    expect(answers.length).toBeGreaterThanOrEqual(45);
    expect(answers.length).toBeLessThanOrEqual(56);
    expect(Math.min(...answers.map(({ latencyMs }) => latencyMs))).toBeGreaterThan(590);
  });

  test('asks for the host and path it is given and records who answered', async () => {
    const seen = new Set<string>();
    const { url } = await serve((request, response) => {
      seen.add(`${request.headers.host}${request.url} ${String(request.headers['x-route'])}`);
      version('v7')(request, response);
    });
    const answers = await run({ url, headers: { 'x-route': 'test' } }, 100);
    expect([...seen]).toEqual(['api.example/orders test']);
    expect(new Set(answers.map((answer) => answer.version))).toEqual(new Set(['v7']));
  });

  test('records why it got no answer', async () => {
    const { url, server } = await serve((_request, response) => response.destroy());
    expect(new Set((await run({ url }, 60)).map(({ outcome }) => outcome))).toEqual(new Set(['broken']));
    server.close();
    expect(new Set((await run({ url }, 60)).map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    const silent = await serve(() => {});
    const answers = await run({ url: silent.url, timeoutMs: 80 }, 60);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['timed-out']));
  });

  test('goes where the resolver says, from one request to the next', async () => {
    const [east, west] = [await serve(version('east')), await serve(version('west'))];
    let port = east.port;
    const resolve = () => ({ host: '127.0.0.1', port, hostHeader: 'api.example' });
    const traffic = startTraffic({ url: east.url, host: 'unused', requestsPerSecond: 100, resolve });
    await sleep(100);
    port = west.port;
    await sleep(100);
    const { byVersion } = summarize(await traffic.stop());
    expect(byVersion['east']?.count).toBeGreaterThan(3);
    expect(byVersion['west']?.count).toBeGreaterThan(3);
  });
});

describe('summaries', () => {
  const answer = (at: number, changed: Partial<Answer> = {}): Answer => ({
    at,
    latencyMs: 10,
    outcome: 200,
    version: 'v1',
    ...changed,
  });
  const { version: _, ...unversioned } = answer(2_500, { outcome: 503 });

  test('an error, a missing answer and a refusal of the load balancer are failures; a 404 is not', () => {
    const summary = summarize([
      answer(0),
      answer(0, { outcome: 404 }),
      answer(0, { version: 'v2', outcome: 500 }),
      answer(0, { outcome: 'timed-out' }),
      unversioned,
    ]);
    expect(summary).toMatchObject({
      count: 5,
      failed: 3,
      outcomes: { 200: 1, 404: 1, 500: 1, 503: 1, 'timed-out': 1 },
    });
    expect(summary.byVersion).toMatchObject({ v1: { failed: 1 }, v2: { failed: 1 }, none: { failed: 1 } });
  });

  test('only failures that no version answered are unanswered', () => {
    expect(unanswered([answer(0, { outcome: 500 }), unversioned])).toEqual([unversioned]);
  });

  test('every second has its place in the series, also a silent one', () => {
    const buckets = series([answer(2_100), answer(300), answer(400, { version: 'v2' })]);
    expect(buckets.map(({ at, byVersion }) => [at, Object.keys(byVersion).sort()])).toEqual([
      [0, ['v1', 'v2']],
      [1_000, []],
      [2_000, ['v1']],
    ]);
  });

  test('percentiles are latencies that were measured', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => answer(0, { latencyMs: i + 1 }));
    expect(summarize(hundred)).toMatchObject({ p50: 50, p99: 99 });
    expect(summarize([])).toMatchObject({ count: 0, p50: 0, p99: 0 });
  });
});
