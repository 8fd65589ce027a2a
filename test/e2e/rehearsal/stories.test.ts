import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { playScenario } from '#rehearsal/play/play-scenario.ts';
import { createProgress } from '#rehearsal/progress/progress.ts';
import { repository } from '#rehearsal/repository.ts';
import { scenarios } from '#rehearsal/scenarios/all.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';

const run = promisify(execFile);

/** Twice as fast as a rehearsal that a person watches. */
const clockSpeed = 20;

/** One after the other on one cloud: the first finds nothing deployed, every later one what the one before has left. */
const inOrder: readonly Scenario[] = scenarios.toSorted(
  (a, b) => Number('live' in a.given) - Number('live' in b.given),
);

describe('on the local cloud', () => {
  let directory: string;
  let emulator: Emulator;
  let deployer: CloudDeployer;

  beforeAll(async () => {
    mkdirSync(join(repository, '.rehearsal'), { recursive: true });
    directory = mkdtempSync(join(repository, '.rehearsal', 'test-'));
    emulator = await startEmulator({ directory, clockSpeed });
    const regions = ['us-east-1', 'eu-west-1'];
    deployer = new CloudDeployer(emulator.endpoint, 'us-east-1');
    await deployer.bootstrap(regions);
    const context = { environment: 'production' };
    await deployer.deploy({ directory: join(directory, 'cdk.out'), context, signal: AbortSignal.timeout(120_000) });
  }, 180_000);

  afterAll(async () => {
    await emulator.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(inOrder)('$name ends as it should, and every promise holds', { timeout: 240_000 }, async (scenario) => {
    const record = await playScenario(scenario, {
      endpoint: emulator.endpoint,
      clock: emulator.clock,
      clients: clientsFor(emulator.endpoint, 'us-east-1'),
      environment: 'production',
      service: 'api',
      workshop: { deployer, directory },
      progress: createProgress(process.stderr, { title: scenario.name }),
      signal: AbortSignal.timeout(230_000),
    });

    expect(record.promises.filter(({ held }) => !held)).toEqual([]);
    expect(record.outcome).toBe('held');
    expect(record.measured.failedRequests).toBe(0);
    if (scenario.given.requestsPerSecond > 0) expect(record.measured.requests).toBeGreaterThan(10);
  });

  it('is told afterwards by npm run history', async () => {
    const environment = { AWS_ENDPOINT_URL: emulator.endpoint, AWS_REGION: 'us-east-1' };
    const { stdout } = await run(process.execPath, ['bin/history.ts', 'api', 'production', '--last', '50'], {
      cwd: repository,
      env: { ...process.env, ...environment, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    });
    expect(stdout).toContain('SUCCEEDED  v2');
    expect(stdout).toMatch(/why {4}RolloutFailed: v2-crash-at-start does not start on (blue|green)/);
    expect(stdout).toContain('who    rehearsal: a good release');
  });
});
