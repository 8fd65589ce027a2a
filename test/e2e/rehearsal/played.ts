import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { playScenario } from '#rehearsal/play/play-scenario.ts';
import { createProgress } from '#rehearsal/progress/progress.ts';
import type { RehearsalRecord } from '#rehearsal/record.ts';
import { repository } from '#rehearsal/repository.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';

const storyMs = 300_000;

/**
 * Plays stories one after the other on one cloud, each as a test. The first finds nothing deployed, and every later one
 * finds what the one before has left.
 */
export function playAll(
  stories: readonly Scenario[],
  clockSpeed: number,
  alsoExpect: (record: RehearsalRecord) => void = () => {},
): { readonly endpoint: () => string } {
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
    await deployer.deploy({ directory: join(directory, 'cdk.out'), context, signal: AbortSignal.timeout(180_000) });
  }, 240_000);

  afterAll(async () => {
    await emulator.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(stories)('$name ends as it should, and every promise holds', { timeout: storyMs }, async (scenario) => {
    const record = await playScenario(scenario, {
      endpoint: emulator.endpoint,
      clock: emulator.clock,
      clients: clientsFor(emulator.endpoint, 'us-east-1'),
      environment: 'production',
      service: 'api',
      workshop: { deployer, directory },
      progress: createProgress(process.stderr, { title: scenario.name }),
      signal: AbortSignal.timeout(storyMs - 10_000),
    });

    expect(record.promises.filter(({ held }) => !held)).toEqual([]);
    expect(record.outcome).toBe('held');
    expect(record.measured.failedRequests).toBeLessThanOrEqual(scenario.then.failedRequests);
    if (scenario.given.requestsPerSecond > 1) expect(record.measured.requests).toBeGreaterThan(10);
    alsoExpect(record);
  });
  return { endpoint: () => emulator.endpoint };
}
