import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { installLocalCloud } from '#rehearsal/cloud/install.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../../rehearsal/cloud/launcher');
const NODE_BINARIES = resolve(import.meta.dirname, '../../../node_modules/.bin');

/** Installs the agent into an emulator that was changed first, and returns its output. */
async function install(change: string, nodeDirectory = NODE_BINARIES): Promise<string> {
  const script = `
import sys
sys.path.insert(0, sys.argv[1])
import ministack.services.ecs as ecs
${change}
import ecs_agent
ecs_agent.install()
print("installed")
`;
  const env = { ...process.env, PATH: `${nodeDirectory}${delimiter}${process.env['PATH'] ?? ''}` };
  const ran = spawnSync(await installLocalCloud(), ['-B', '-c', script, LAUNCHER], { env, encoding: 'utf8' });
  return ran.stdout + (ran.stderr.trimEnd().split('\n').at(-1) ?? '');
}

test('the agent installs into the pinned emulator', async () => {
  expect(await install('pass')).toContain('installed');
});

test.each([
  ['a store', 'del ecs._tasks', 'ministack.services.ecs._tasks'],
  ['a helper', 'del ecs._sanitize', 'ministack.services.ecs._sanitize'],
  ["a worker's parameters", 'ecs._run_task_worker = lambda task: None', '_run_task_worker(task td container_overrides'],
  ['an action', 'ecs._ACTION_MAP["StopTask"] = lambda data: None', "_ACTION_MAP['StopTask']"],
])('the agent names what moved when it is %s', async (_what, change, anchor) => {
  const said = await install(change);
  expect(said).toMatch(/^patching\.AnchorMoved: /);
  expect(said).toContain(anchor);
});

test('the agent refuses a node that cannot run TypeScript', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sluice-old-node-'));
  writeFileSync(join(directory, 'node'), '#!/bin/sh\necho v20.20.2\n');
  chmodSync(join(directory, 'node'), 0o755);
  expect(await install('pass', directory)).toContain('version 24 or newer, not v20.20.2');
  rmSync(directory, { recursive: true, force: true });
});
