import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { domain, withFailover } from '#rehearsal/play/regions/failover-config.ts';
import { playRegionStory } from '#rehearsal/play/regions/play-region-story.ts';
import { createProgress } from '#rehearsal/progress/progress.ts';
import type { RehearsalRecord } from '#rehearsal/record.ts';
import { repository } from '#rehearsal/repository.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';

const storyMs = 300_000;
const [primary, standby] = ['us-east-1', 'eu-west-1'] as const;

/** Plays stories between two regions one after the other on one cloud: each finds what the one before has left. */
export function playBetweenRegions(
  stories: readonly Scenario[],
  clockSpeed: number,
  alsoExpect: (record: RehearsalRecord) => void,
): void {
  let directory: string;
  let emulator: Emulator;

  beforeAll(async () => {
    mkdirSync(join(repository, '.rehearsal'), { recursive: true });
    directory = mkdtempSync(join(repository, '.rehearsal', 'test-'));
    emulator = await startEmulator({ directory, clockSpeed });
    const deployer = new CloudDeployer(emulator.endpoint, primary);
    await deployer.bootstrap([primary, standby]);
    const environment = 'production';
    const config = await withFailover(clientsFor(emulator.endpoint, primary), { directory, environment });
    const signal = AbortSignal.timeout(180_000);
    await deployer.deploy({ directory: join(directory, 'cdk.out'), context: { environment, config }, signal });
  }, 240_000);

  afterAll(async () => {
    await emulator.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(stories)('$name ends as it should, and every promise holds', { timeout: storyMs }, async (scenario) => {
    const { plot } = scenario;
    if (plot === undefined) throw new Error(`${scenario.name} is no story between two regions.`);
    const record = await playRegionStory(scenario, plot, {
      endpoint: emulator.endpoint,
      clock: emulator.clock,
      clients: { primary: clientsFor(emulator.endpoint, primary), standby: clientsFor(emulator.endpoint, standby) },
      environment: 'production',
      service: 'api',
      domain,
      progress: createProgress(process.stderr, { title: scenario.name }),
      signal: AbortSignal.timeout(storyMs - 10_000),
    });
    expect(record.promises.filter(({ held }) => !held)).toEqual([]);
    expect(record.outcome).toBe('held');
    alsoExpect(record);
  });
}
