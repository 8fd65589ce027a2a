import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudClock } from './clock.ts';
import { installLocalCloud } from './install.ts';

const LAUNCHER = resolve(import.meta.dirname, 'launcher');
const NODE_BINARIES = resolve(import.meta.dirname, '../../node_modules/.bin');
const READY_WITHIN_MS = 20_000;
const READY_POLL_MS = 50;
const STOP_WITHIN_MS = 2_000;
/** Another process may take the port between the search for it and the start of the server. */
const START_ATTEMPTS = 3;
const TAIL_LINES = 25;

export interface EmulatorOptions {
  /** Where its log and temporary files go. */
  readonly directory: string;
  readonly log?: (line: string) => void;
  /** How many times faster its clock runs than the machine's. Work takes the time that it takes. */
  readonly clockSpeed?: number;
  /** How often to check a target's health, regardless of its target group's setting. */
  readonly healthCheckSeconds?: number;
  /** Ends an installation that is under way. */
  readonly signal?: AbortSignal;
}

export interface Emulator {
  readonly endpoint: string;
  readonly pid: number;
  readonly directory: string;
  readonly clock: CloudClock;
  stop(): Promise<void>;
  /** Settles when the emulator ends unexpectedly. */
  readonly died: Promise<Error>;
}

/** Starts the local cloud on a free port of the loopback interface and waits until it answers. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const python = await installLocalCloud(options.log, options.signal);
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(python, options);
    } catch (error) {
      const portTaken = String(error).includes('is already in use');
      if (!portTaken || attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function start(python: string, options: EmulatorOptions): Promise<Emulator> {
  const directory = resolve(options.directory);
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  // The code of functions is unpacked here; the package.json of this repository must not make ES modules of it.
  writeFileSync(join(temporary, 'package.json'), '{}');
  const logFile = join(directory, 'emulator.log');
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const clock = new CloudClock(Date.now(), options.clockSpeed ?? 1);

  const output = openSync(logFile, 'w');
  // Its own process group, so that stopping reaches the Lambda workers too. It ends when its stdin does.
  const child = spawn(python, ['-B', LAUNCHER], {
    cwd: directory,
    env: environment(port, temporary, clock, options),
    stdio: ['pipe', output, output],
    detached: true,
  });
  closeSync(output);
  let stopping = false;
  const ended = new Promise<Error>((settle) => {
    child.on('error', settle);
    child.on('exit', (code, signal) => settle(new Error(`The local cloud ended (${signal ?? `exit ${code}`})`)));
  });
  const died = new Promise<Error>((settle) => {
    void ended.then((error) => stopping || settle(new Error(`${error.message}\n${tail(logFile)}`)));
  });

  const stop = async () => {
    stopping = true;
    await endGroup(child, ended);
  };
  try {
    await untilHealthy(endpoint, died, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  options.log?.(`The local cloud listens on ${endpoint}, its log is ${logFile}`);
  return { endpoint, pid: child.pid ?? 0, directory, clock, stop, died };
}

/** Passes on nothing of the shell's environment, above all no AWS_* of a real account. */
function environment(
  port: number,
  temporary: string,
  clock: CloudClock,
  options: EmulatorOptions,
): Record<string, string> {
  return {
    PATH: `${NODE_BINARIES}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: temporary,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    SLUICE_CLOCK_SPEED: String(clock.speed),
    SLUICE_CLOCK_STARTED: String(clock.startedAt / 1000),
    SFN_WAIT_SCALE: String(1 / clock.speed),
    SLUICE_HEALTH_CHECK_SECONDS: String(options.healthCheckSeconds ?? 1),
    SLUICE_END_WITH_STDIN: '1',
    // Listeners for protocols that nothing here uses, on ports that another rehearsal may need.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    DOCKER_HOST: 'unix:///nonexistent',
  };
}

async function untilHealthy(endpoint: string, died: Promise<Error>, logFile: string): Promise<void> {
  let end: Error | undefined;
  void died.then((error) => (end = error));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (end) throw end;
    const healthy = await fetch(`${endpoint}/_ministack/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await sleep(READY_POLL_MS);
  }
  throw new Error(`The local cloud did not answer within ${READY_WITHIN_MS / 1000} s\n${tail(logFile)}`);
}

async function endGroup(child: ChildProcess, ended: Promise<Error>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  // Also when the emulator itself has ended: its workers may still run.
  signalGroup(child, 'SIGKILL');
  await ended;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, failed) => server.on('error', failed).listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No free port was found');
  return address.port;
}

function tail(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
