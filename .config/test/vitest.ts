import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Report, type Tally, tallyOf } from './tally.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/tests');
const vitest = ['node_modules/vitest/vitest.mjs', '--config', '.config/vitest.config.ts'];

/** Runs projects in one go, with the usual output, and counts from the machine-readable one. */
export async function runProjects(name: string, projects: readonly string[]): Promise<Tally> {
  mkdirSync(cache, { recursive: true });
  const reportFile = join(cache, `${name}.json`);
  rmSync(reportFile, { force: true });
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const run = spawn(process.execPath, [...vitest, 'run', ...chosen, ...reporters], { cwd: root, stdio: 'inherit' });
  const status = await new Promise((ended, failed) => run.on('error', failed).on('close', ended));
  return tallyOf(readReport(reportFile), status === 0);
}

/** How many tests a project has, without running them. */
export function listTests(project: string): number {
  const { stdout } = spawnSync(process.execPath, [...vitest, 'list', '--json', '--project', project], {
    cwd: root,
    encoding: 'utf8',
  });
  try {
    return (JSON.parse(stdout) as unknown[]).length;
  } catch {
    return 0;
  }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
