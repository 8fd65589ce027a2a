import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a script of ours beside others, and keeps what it says until it has ended: their lines do not mix. */
export function runBeside(...script: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, script, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((ended, failed) =>
    child.on('error', failed).on('close', (code) => ended({ succeeded: code === 0, output })),
  );
}
