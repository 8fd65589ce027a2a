import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPython } from './prerequisites.ts';

const REQUIREMENTS = resolve(import.meta.dirname, 'launcher/requirements.txt');
const REPOSITORY = resolve(import.meta.dirname, '../..');
/** A lock this old belongs to an installation that died: a complete one takes well under a minute. */
const LOCK_EXPIRES_MS = 5 * 60_000;
const LOCK_POLL_MS = 200;

/** Installs the local cloud's Python packages, once, and returns the Python that has them. */
export async function installLocalCloud(log: (line: string) => void = () => {}, signal?: AbortSignal): Promise<string> {
  const pinned = readFileSync(REQUIREMENTS, 'utf8');
  const version = /^ministack==(\S+)$/m.exec(pinned)?.[1];
  if (!version) throw new Error(`${REQUIREMENTS} does not pin ministack`);
  const directory = join(REPOSITORY, '.rehearsal', `ministack-${version}`);
  const python = join(directory, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  // Written last, so that an installation that was interrupted is done again.
  const marker = join(directory, 'installed');
  const isInstalled = () => existsSync(marker) && readFileSync(marker, 'utf8') === pinned && existsSync(python);

  if (isInstalled()) return python;
  await withLock(`${directory}.lock`, async () => {
    if (isInstalled()) return;
    log(`Installing the local cloud (ministack ${version}), once`);
    rmSync(directory, { recursive: true, force: true });
    await run(findPython(), ['-m', 'venv', directory], 'A virtual environment could not be made', signal);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
    await run(python, pip, 'The local cloud could not be installed', signal);
    writeFileSync(marker, pinned);
  });
  return python;
}

/** Two rehearsals that start at once install once: making a directory is atomic. */
async function withLock(path: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(resolve(path, '..'), { recursive: true });
  while (!take(path)) await sleep(LOCK_POLL_MS);
  try {
    await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function take(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    const taken = statSync(path, { throwIfNoEntry: false });
    if (taken && Date.now() - taken.mtimeMs > LOCK_EXPIRES_MS) rmSync(path, { recursive: true, force: true });
    return false;
  }
}

async function run(command: string, args: readonly string[], failure: string, signal?: AbortSignal): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done));
  if (code === 0) return;
  throw new Error(
    `${failure}:\n${output.trim()}\n` +
      'It needs the Python package index once. Behind a mirror set PIP_INDEX_URL; without a network, copy .rehearsal/ from a machine that has it.',
  );
}
