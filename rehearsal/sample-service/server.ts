/**
 * The service that rehearsals deploy. Its image's tag chooses how it behaves (see behavior.ts).
 * `node server.ts` serves until a signal stops it; `node server.ts --job <command>` does one thing and exits.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { behaviorOf, FATAL_AT_START, healthStatus, jobFailure, planAnswer, seededRandom } from './behavior.ts';
import { requestRate } from './request-rate.ts';

const environment = process.env;
const tag = environment['SLUICE_TAG'] ?? 'v1';
const { version, behavior } = behaviorOf(tag);
const random = seededRandom(Number(environment['SLUICE_SEED'] ?? process.pid));
const slot = environment['SLUICE_SLOT'];
const rate = requestRate();
const leaked: Buffer[] = [];
let stopping = false;
const HEALTH_PATHS = new Set(['/health', '/api/health', '/api/performance/health']);

function uptimeMs(): number {
  return process.uptime() * 1000;
}

function fatal(reason: string): never {
  console.error(`fatal: ${reason}`);
  process.exit(1);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-version': tag,
    // A kept-alive connection would keep a stopping server open.
    ...(stopping ? { connection: 'close' } : {}),
  });
  response.end(JSON.stringify({ ...body, version, tag, ...(slot ? { slot } : {}) }));
}

function answerHealth(path: string, response: ServerResponse): void {
  const status = healthStatus(behavior, path, rate.perSecond(Date.now()));
  const performance = {
    uptimeSeconds: Math.round(uptimeMs() / 1000),
    requestsPerSecond: rate.perSecond(Date.now()),
    memoryMegabytes: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
  const details = path === '/api/performance/health' ? performance : {};
  send(response, status, { status: status === 200 ? 'ok' : 'failing', ...details });
}

async function answer(request: IncomingMessage, path: string, response: ServerResponse): Promise<void> {
  const now = Date.now();
  rate.count(now);
  const seen = { uptimeMs: uptimeMs(), requestsPerSecond: rate.perSecond(now) };
  const plan = planAnswer(behavior, seen, random);
  request.resume();
  await sleep(plan.delayMs);
  if (plan.status === 500) console.error(`error: ${request.method} ${path} failed in ${tag}`);
  send(response, plan.status, plan.status === 500 ? { error: 'the sample service failed on purpose' } : { path });
}

function runJob(command: string): void {
  console.log(`job: ${command}`);
  if (behavior.jobHangs) {
    setInterval(() => {}, 60_000);
    return;
  }
  setTimeout(() => {
    if (behavior.jobFails) fatal(jobFailure(command));
    console.log('job: done');
    process.exit(0);
  }, 100);
}

function serve(): void {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (HEALTH_PATHS.has(path)) answerHealth(path, response);
    else void answer(request, path, response);
  });
  // Longer than a load balancer keeps idle connections, so that it never reuses one that closes.
  server.keepAliveTimeout = 75_000;
  server.listen(Number(environment['PORT'] ?? 0), '127.0.0.1', () => {
    console.log(`listening on 127.0.0.1:${(server.address() as AddressInfo).port} as ${tag}`);
  });
  process.once('SIGTERM', () => {
    stopping = true;
    console.log('stopping: finishing the requests in flight');
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
  // Small enough for a laptop, visible within a minute; it ends at 300 MB.
  const leak = () => leaked.length < 300 && leaked.push(Buffer.alloc(2 ** 20, 1));
  if (behavior.leaks) setInterval(leak, 1000).unref();
}

function watchStdin(): void {
  // The process that started this one has died: this one exits, too.
  process.stdin.once('end', () => process.exit(0)).resume();
}

const [mode, ...command] = process.argv.slice(2);
if (environment['SLUICE_WATCH_STDIN'] === '1') watchStdin();
if (mode === '--job') runJob(command.join(' '));
else if (behavior.crashesAtStart) setTimeout(() => fatal(FATAL_AT_START), 100);
else serve();
if (behavior.exitsAfterMs !== undefined) {
  setTimeout(() => fatal('the connection pool is exhausted'), behavior.exitsAfterMs).unref();
}
