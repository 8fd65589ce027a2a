import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { clockSpeedFor } from '#rehearsal/play/regions/clock-speed.ts';
import { domain, withFailover } from '#rehearsal/play/regions/failover-config.ts';
import { GlobalDatabase } from '#rehearsal/play/regions/global-database.ts';
import { playRegionStory } from '#rehearsal/play/regions/play-region-story.ts';
import { needsDatabase } from '#rehearsal/play/regions/database-of-story.ts';
import { createProgress } from '#rehearsal/progress/progress.ts';
import type { RehearsalRecord } from '#rehearsal/record.ts';
import { repository } from '#rehearsal/repository.ts';
import type { RegionPlot } from '#rehearsal/scenarios/regions/plot.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';

const storyMs = 300_000;
const [primary, standby] = ['us-east-1', 'eu-west-1'] as const;

function plotOf(scenario: Scenario | undefined): RegionPlot {
  if (scenario?.plot === undefined) throw new Error(`${scenario?.name} is no story between two regions.`);
  return scenario.plot;
}

/** As the clients saw it, by the cloud's clock. */
export function printed({ measured, scenario }: RehearsalRecord): RehearsalRecord['measured'] {
  const { requests, failedRequests, detectionSeconds = 0, unservedSeconds = 0 } = measured;
  console.info(
    `${scenario}: found after ${detectionSeconds.toFixed(1)} s, every user served again after ` +
      `${unservedSeconds.toFixed(1)} s; ${failedRequests} of ${requests} requests failed`,
  );
  return measured;
}

/** Plays stories between two regions one after the other on one cloud, at the pace of the first. */
export function playBetweenRegions(
  stories: readonly Scenario[],
  alsoExpect: (record: RehearsalRecord) => void | Promise<void>,
): { readonly endpoint: () => string } {
  let directory: string;
  let emulator: Emulator;
  let database: GlobalDatabase | undefined;

  beforeAll(async () => {
    mkdirSync(join(repository, '.rehearsal'), { recursive: true });
    directory = mkdtempSync(join(repository, '.rehearsal', 'test-'));
    emulator = await startEmulator({ directory, clockSpeed: clockSpeedFor(plotOf(stories[0])) });
    const deployer = new CloudDeployer(emulator.endpoint, primary);
    await deployer.bootstrap([primary, standby]);
    const environment = 'production';
    const clients = {
      primary: clientsFor(emulator.endpoint, primary),
      standby: clientsFor(emulator.endpoint, standby),
    };
    if (stories.some((story) => needsDatabase(plotOf(story)))) database = await GlobalDatabase.create(clients);
    const users = { directory, environment, database: database?.setting };
    const config = await withFailover(clients.primary, users);
    const signal = AbortSignal.timeout(400_000);
    await deployer.deploy({ directory: join(directory, 'cdk.out'), context: { environment, config }, signal });
  }, 500_000);

  afterAll(async () => {
    await emulator.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(stories)('$name ends as it should, and every promise holds', { timeout: storyMs }, async (scenario) => {
    const record = await playRegionStory(scenario, plotOf(scenario), {
      endpoint: emulator.endpoint,
      clock: emulator.clock,
      clients: { primary: clientsFor(emulator.endpoint, primary), standby: clientsFor(emulator.endpoint, standby) },
      environment: 'production',
      service: 'api',
      domain,
      database,
      progress: createProgress(process.stderr, { title: scenario.name }),
      signal: AbortSignal.timeout(storyMs - 10_000),
    });
    expect(record.promises.filter(({ held }) => !held)).toEqual([]);
    expect(record.outcome).toBe('held');
    await alsoExpect(record);
  });
  return { endpoint: () => emulator.endpoint };
}
