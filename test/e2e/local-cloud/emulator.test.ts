import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, expect, test } from 'vitest';
import { startEmulator } from '#rehearsal/cloud/emulator.ts';
import { installLocalCloud } from '#rehearsal/cloud/install.ts';
import { findPython } from '#rehearsal/cloud/prerequisites.ts';
import { deploy, nodeFunction, ref, stateMachine } from './stack.ts';
import { eventually, type ClientSettings } from './support.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-emulator-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const LAUNCHER = resolve(import.meta.dirname, '../../../rehearsal/cloud/launcher');
const EMULATOR = resolve(import.meta.dirname, '../../../rehearsal/cloud/emulator.ts');
const settingsOf = (endpoint: string): ClientSettings => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
});

/** The processes of a group that still run. */
function groupMembers(group: number): string[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pgid=,pid=,stat='], { encoding: 'utf8' }).stdout.split('\n');
  return listed.filter((line) => Number(line.trim().split(/\s+/)[0]) === group && !line.includes('Z'));
}

/** Leaves a function running that never returns. */
async function leaveWorkerBusy(settings: ClientSettings): Promise<void> {
  const busy = nodeFunction('exports.handler = () => new Promise(() => setInterval(() => {}, 1000));', {
    FunctionName: 'busy',
    Timeout: 60,
  });
  const call = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'busy' },
    End: true,
  };
  const made = await deploy(settings, 'busy', {
    Resources: { Busy: busy, Machine: stateMachine({ StartAt: 'A', States: { A: call } }) },
    Outputs: { Machine: { Value: ref('Machine') } },
  });
  await new SFNClient(settings).send(new StartExecutionCommand({ stateMachineArn: made.outputs['Machine'] }));
}

test('stopping it leaves nothing running, not even a function that is at work', async () => {
  const emulator = await startEmulator({ directory });
  await leaveWorkerBusy(settingsOf(emulator.endpoint));
  await eventually(
    async () => groupMembers(emulator.pid),
    (members) => members.length > 1,
  );
  await emulator.stop();
  expect(groupMembers(emulator.pid)).toEqual([]);
});

test('it ends by itself when the process that started it is killed', async () => {
  const program = `
    const { startEmulator } = await import(${JSON.stringify(EMULATOR)});
    const emulator = await startEmulator({ directory: ${JSON.stringify(directory)} });
    console.log(emulator.pid);
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((settle) => starter.stdout.once('data', (line) => settle(Number(line))));
  expect(groupMembers(pid)).not.toEqual([]);
  starter.kill('SIGKILL');
  await eventually(
    async () => groupMembers(pid),
    (members) => members.length === 0,
  );
});

test('it reports an unexpected end, with the end of its log', async () => {
  const emulator = await startEmulator({ directory });
  process.kill(emulator.pid, 'SIGKILL');
  const error = await emulator.died;
  expect(error.message).toContain('SIGKILL');
  expect(error.message).toContain('Running on http');
  await emulator.stop();
});

test('two of them run side by side', async () => {
  const [one, two] = await Promise.all(
    ['one', 'two'].map((name) => startEmulator({ directory: join(directory, name) })),
  );
  expect(one?.endpoint).not.toBe(two?.endpoint);
  for (const each of [one, two]) {
    const health = await fetch(`${each?.endpoint}/_ministack/health`);
    expect(health.ok).toBe(true);
    expect(readFileSync(join(each?.directory ?? '', 'emulator.log'), 'utf8')).not.toContain('Traceback');
  }
  await Promise.all([one?.stop(), two?.stop()]);
});

test('it refuses to start on an emulator that its patches were not written for, and names what has changed', async () => {
  const python = await installLocalCloud();
  const install = (before: string) =>
    spawnSync(python, ['-B', '-c', `${before}\nimport patches; patches.install()`], {
      cwd: LAUNCHER,
      encoding: 'utf8',
    });
  expect(install('import ministack.services.alb as alb; del alb._parse_actions').stderr).toContain(
    'ministack.services.alb._parse_actions is not what ministack 1.5.33 has',
  );
  expect(
    install('import ministack.core.lambda_runtime as runtime; runtime._NODEJS_WORKER_SCRIPT = ""').stderr,
  ).toContain('the Node worker script');
  expect(install('').status).toBe(0);
});

test('a machine without a recent Python gets an error that says what to install', () => {
  expect(() => findPython(['no-such-python', 'false'])).toThrow(/apt-get install python3[\s\S]*AWS_ENDPOINT_URL/);
  expect(findPython(['no-such-python', 'python3'])).toBe('python3');
});
