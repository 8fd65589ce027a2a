import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repository } from '#rehearsal/repository.ts';

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly exit: Promise<number | null>;
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'front-door-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function rehearse(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
  const { AWS_ENDPOINT_URL: _, ...env } = { ...process.env, ...environment };
  const child = spawn(process.execPath, ['bin/rehearse.ts', ...words], { cwd: repository, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = new Promise<number | null>((settle) => child.on('close', settle));
  return { child, said: () => said, exit };
}

async function until(what: () => boolean, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`Not so within ${seconds} s: ${what.toString()}`);
    await sleep(100);
  }
}

/** `http://127.0.0.1:PORT`, as the rehearsal prints it. */
const endpointIn = (said: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/_ministack/health`).then(
    () => true,
    () => false,
  );

describe('npm run rehearse', () => {
  it('names the scenarios and says how to use it', async () => {
    const list = rehearse(['--list']);
    expect(await list.exit).toBe(0);
    expect(list.said()).toContain('good-release');
    expect(list.said()).toContain('region-dark');
    const help = rehearse(['--help']);
    expect(await help.exit).toBe(0);
    expect(help.said()).toContain('--keep');
  });

  it('refuses an unknown scenario, and an unknown option, with the valid ones', async () => {
    const scenario = rehearse(['no-such-story']);
    expect(await scenario.exit).toBe(2);
    expect(scenario.said()).toContain('There is no scenario "no-such-story". There are: good-release');
    const option = rehearse(['--fast']);
    expect(await option.exit).toBe(2);
    expect(option.said()).toContain('--fast');
  });

  it('reports every fault of a broken configuration before it starts anything', async () => {
    const config = join(directory, 'broken.config.ts');
    writeFileSync(config, 'export default { services: { Api: {} }, environments: {} };');
    const run = rehearse(['--config', config]);
    expect(await run.exit).toBe(1);
    expect(run.said()).toContain('2 faults in the configuration');
    expect(run.said()).toContain('services.Api');
    expect(run.said()).toContain('at least one environment');
    expect(endpointIn(run.said())).toBe('');
  });

  it(
    'says how to get Python where there is none, and plays the story in the simulator',
    { timeout: 60_000 },
    async () => {
      const run = rehearse(['good-release'], { PATH: directory });
      expect(await run.exit).toBe(0);
      expect(run.said()).toContain('apt-get install python3');
      expect(run.said()).toContain('AWS_ENDPOINT_URL=');
      expect(run.said()).toContain('played in the simulator');
      expect(run.said()).toContain('good-release: held');
    },
  );

  it('leaves nothing running when it is interrupted', { timeout: 60_000 }, async () => {
    const run = rehearse([]);
    await until(() => run.said().includes('deploy the stacks'), 40);
    const endpoint = endpointIn(run.said());
    expect(await answers(endpoint)).toBe(true);
    run.child.kill('SIGINT');
    expect(await run.exit).toBe(130);
    expect(run.said()).toContain('interrupted');
    expect(await answers(endpoint)).toBe(false);
  });

  it('reports when the local cloud dies, and ends', { timeout: 60_000 }, async () => {
    const run = rehearse([]);
    await until(() => run.said().includes('deploy the stacks'), 40);
    const log = /its log is (\S+)/.exec(run.said())?.[1] ?? '';
    expect(readFileSync(log, 'utf8')).not.toBe('');
    const port = new URL(endpointIn(run.said())).port;
    const listening = await pidListening(port);
    process.kill(listening, 'SIGKILL');
    expect(await run.exit).toBe(1);
    expect(run.said()).toContain('The local cloud ended');
  });

  it('plays a story to its end and writes the result for programs', { timeout: 180_000 }, async () => {
    const json = join(directory, 'result.json');
    const run = rehearse(['first-deployment', '--json', json]);
    expect(await run.exit).toBe(0);
    const result = JSON.parse(readFileSync(json, 'utf8')) as Record<string, unknown>;
    expect(result).toMatchObject({ scenario: 'first-deployment', outcome: 'held', weights: { blue: 0, green: 100 } });
    expect(result['promises']).toContainEqual(expect.objectContaining({ id: 'P2', held: true }));
    expect(await answers(endpointIn(run.said()))).toBe(false);
  });
});

/** The process behind a port of this machine, from the kernel's own list. */
async function pidListening(port: string): Promise<number> {
  const found = spawn('sh', ['-c', `ps -eo pid,args | grep '[l]auncher' | awk '{print $1}'`]);
  let text = '';
  found.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((settle) => found.on('close', settle));
  for (const pid of text.split('\n').filter(Boolean)) {
    if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`GATEWAY_PORT=${port}\0`)) return Number(pid);
  }
  throw new Error(`No process listens on ${port}`);
}
