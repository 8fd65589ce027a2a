import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '#rehearsal/cloud/emulator.ts';

const START_MS = 120_000;
const POLL_MS = 50;
/** Long enough for a busy machine; a test that gets the answer sooner waits no longer. */
const TIMEOUT_MS = 30_000;

/** What every SDK client of a test needs to talk to the local cloud and to nothing else. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Starts one local cloud for the test file. Read the settings inside the tests, when it has started. */
export function localCloud(options: Omit<EmulatorOptions, 'directory'> = {}): {
  settings(region?: string): ClientSettings;
  /** The time that the cloud shows. */
  now(): Date;
} {
  let emulator: Emulator | undefined;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sluice-local-cloud-'));
    emulator = await startEmulator({ directory, ...options });
  }, START_MS);
  afterAll(async () => {
    await emulator?.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    now: () => {
      if (!emulator) throw new Error('The local cloud has not started: ask it for the time inside a test or a hook');
      return emulator.clock.now();
    },
    settings: (region = 'us-east-1') => {
      if (!emulator) throw new Error('The local cloud has not started: read its settings inside a test or a hook');
      const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
      return { endpoint: emulator.endpoint, region, credentials };
    },
  };
}

/** Repeats a call until its answer is as expected, and returns it; fails with the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  wished: (answer: T) => boolean,
  within = TIMEOUT_MS,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (wished(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`Not within ${within} ms; the last answer was ${JSON.stringify(answer)}`);
    await sleep(POLL_MS);
  }
}

/** A web server on a free port that a test can use as a target. */
export async function startTarget(listener: RequestListener): Promise<{ port: number; server: Server; stop(): void }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The target has no port');
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: address.port, server, stop };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string | string[] | undefined>;
}

/** One request to a load balancer, by its DNS name, which nothing here resolves. */
export function get(endpoint: string, host: string, path = '/', headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((settle, fail) => {
    const sent = request({ hostname, port, path, headers: { ...headers, host } }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => settle({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('error', fail).end();
  });
}
