import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadConfig } from '#config/load-config.ts';
import type { Environment } from '#config/sluice-config.ts';
import type { RehearseArguments } from './arguments.ts';
import { clientsFor } from './cloud/clients.ts';
import { type CloudClock, sameAsMachine } from './cloud/clock.ts';
import { CloudDeployer } from './cloud/deploy.ts';
import { type Emulator, startEmulator } from './cloud/emulator.ts';
import { whyNoLocalCloud } from './cloud/prerequisites.ts';
import { openRunDirectory } from './cloud/run-directory.ts';
import { playScenario } from './play/play-scenario.ts';
import { clockSpeedFor } from './play/regions/clock-speed.ts';
import { domain, withFailover } from './play/regions/failover-config.ts';
import { GlobalDatabase } from './play/regions/global-database.ts';
import { playRegionStory } from './play/regions/play-region-story.ts';
import { needsDatabase } from './play/regions/database-of-story.ts';
import { createProgress, type Progress } from './progress/progress.ts';
import { toJson, type RehearsalRecord } from './record.ts';
import { renderReport } from './report/page.ts';
import { repository } from './repository.ts';
import type { RegionPlot } from './scenarios/regions/plot.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { playInSimulator } from './simulator/play-in-simulator.ts';

/** A minute of the cloud takes six seconds: long enough for a verdict on real traffic. */
const clockSpeed = 10;
/** Plays one scenario on its own cloud and stops everything it started. True when the scenario held. */
export async function rehearse(args: RehearseArguments, signal: AbortSignal): Promise<boolean> {
  const { environment, service } = stageFor((await loadConfig(args.config)).environments);
  const progress = createProgress(process.stderr, { title: `Sluice rehearses: ${args.scenario.title}` });
  const why = whyInSimulator(args.scenario);
  if (why !== undefined) return rehearseInSimulator(why, args, progress);
  const directory = openRunDirectory();
  const stopped = interrupted(signal);
  try {
    await using cloud = await openCloud(directory, progress, args.scenario, signal);
    const rehearsal = {
      args,
      environment,
      service,
      directory,
      progress,
      signal,
      endpoint: cloud.endpoint,
      clock: cloud.clock,
    };
    // An interrupt, or the end of the cloud, ends the toolkit and the story at once.
    const record = await Promise.race([run(rehearsal), cloud.died, stopped]);
    progress.close(summaryOf(record, writeResults(record, args)));
    if (args.keep) await untilInterrupted(cloud.endpoint, stopped);
    return record.outcome === 'held';
  } catch (error) {
    progress.close([]);
    throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function whyInSimulator(scenario: Scenario): string | undefined {
  const isOurs = process.env['AWS_ENDPOINT_URL'] === undefined;
  const missing = isOurs ? whyNoLocalCloud() : undefined;
  if (missing !== undefined) return `${missing}\nUntil then the story is played`;
  // Only our own cloud serves DNS names, and can simulate the loss of a region.
  return scenario.plot === undefined || isOurs ? undefined : 'A story between two regions is played';
}

/** The same story with the same machines and steps, in a simulated world instead of real processes. */
async function rehearseInSimulator(why: string, args: RehearseArguments, progress: Progress): Promise<boolean> {
  for (const line of `${why} in the simulator.`.split('\n')) progress.note(line.trim());
  const record = await playInSimulator(
    args.scenario,
    progress,
    args.config === undefined ? {} : { config: args.config },
  );
  progress.close(summaryOf(record, writeResults(record, args)));
  return record.outcome === 'held';
}

interface Rehearsal {
  readonly args: RehearseArguments;
  readonly environment: Environment;
  readonly service: string;
  readonly directory: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly endpoint: string;
  readonly clock: CloudClock;
}

async function run(rehearsal: Rehearsal): Promise<RehearsalRecord> {
  const { args, environment, endpoint, progress, signal } = rehearsal;
  if (args.scenario.plot !== undefined) return runBetweenRegions(rehearsal, args.scenario.plot);
  const deployer = await deployStacks(rehearsal, args.config);
  return playScenario(args.scenario, {
    endpoint,
    clock: rehearsal.clock,
    clients: clientsFor(endpoint, environment.regions.primary),
    environment: environment.name,
    service: rehearsal.service,
    workshop: {
      deployer,
      directory: rehearsal.directory,
      ...(args.config === undefined ? {} : { config: args.config }),
    },
    progress,
    signal,
  });
}

async function runBetweenRegions(rehearsal: Rehearsal, plot: RegionPlot): Promise<RehearsalRecord> {
  const { args, environment, endpoint, directory } = rehearsal;
  const { primary, standby } = environment.regions;
  if (standby === undefined) throw new Error(`${environment.name} has one region only: nothing could take over.`);
  const clients = { primary: clientsFor(endpoint, primary), standby: clientsFor(endpoint, standby) };
  const database = needsDatabase(plot) ? await GlobalDatabase.create(clients) : undefined;
  const users = {
    directory,
    database: database?.setting,
    environment: environment.name,
    ...(args.config === undefined ? {} : { config: args.config }),
  };
  await deployStacks(rehearsal, await withFailover(clients.primary, users));
  return playRegionStory(args.scenario, plot, {
    ...rehearsal,
    environment: environment.name,
    clients,
    domain,
    database,
  });
}

/** Production in two regions is the fullest picture; otherwise the last environment, which is the strictest. */
function stageFor(environments: readonly Environment[]): { environment: Environment; service: string } {
  const environment = environments.find(({ regions }) => regions.standby !== undefined) ?? environments.at(-1);
  const service = environment?.services[0]?.name;
  if (environment === undefined || service === undefined) {
    throw new Error('The configuration has no environment with a service to rehearse.');
  }
  return { environment, service };
}

interface Cloud extends AsyncDisposable {
  readonly endpoint: string;
  readonly clock: CloudClock;
  readonly died: Promise<never>;
}

/** The cloud that `AWS_ENDPOINT_URL` names, or a new local one. */
async function openCloud(
  directory: string,
  progress: Progress,
  { plot }: Scenario,
  signal: AbortSignal,
): Promise<Cloud> {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given !== undefined) {
    return {
      endpoint: given,
      clock: sameAsMachine,
      died: new Promise(() => {}),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  progress.cloud('start the local cloud');
  const log = (line: string) => progress.note(line);
  const speed = plot === undefined ? clockSpeed : clockSpeedFor(plot);
  const emulator: Emulator = await startEmulator({ directory, clockSpeed: speed, log, signal });
  return {
    endpoint: emulator.endpoint,
    clock: emulator.clock,
    died: emulator.died.then((error) => Promise.reject(error)),
    [Symbol.asyncDispose]: () => emulator.stop(),
  };
}

async function deployStacks(
  { environment, endpoint, directory, progress, signal }: Rehearsal,
  config: string | undefined,
): Promise<CloudDeployer> {
  const { primary, standby } = environment.regions;
  const regions = standby === undefined ? [primary] : [primary, standby];
  const deployer = new CloudDeployer(endpoint, primary);
  progress.cloud(`prepare ${regions.join(' and ')}`);
  await deployer.bootstrap(regions);
  progress.cloud('deploy the stacks');
  const context = { environment: environment.name, ...(config === undefined ? {} : { config }) };
  const stacks = await deployer.deploy({ directory: join(directory, 'cdk.out'), context, signal });
  progress.cloud('deploy the stacks', { done: stacks, total: stacks });
  return deployer;
}

function interrupted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  // No caller may be waiting for it when it happens.
  promise.catch(() => {});
  return promise;
}

function writeResults(record: RehearsalRecord, { json }: RehearseArguments): string {
  const report = join(repository, '.rehearsal', 'report.html');
  mkdirSync(join(repository, '.rehearsal'), { recursive: true });
  writeFileSync(report, renderReport(record));
  const result = JSON.stringify(toJson(record), null, 2) + '\n';
  if (json === '-') process.stdout.write(result);
  else if (json !== undefined) writeFileSync(json, result);
  return report;
}

const summaryOf = (record: RehearsalRecord, report: string): string[] => [
  ...record.promises.map(
    ({ id, promise, held, checks }) => `${held ? 'held  ' : 'BROKEN'} ${id} ${promise}: ${checks.join('; ')}`,
  ),
  `${record.measured.requests} requests, ${record.measured.failedRequests} failed, in ${record.seconds.toFixed(0)} s`,
  `${record.scenario}: ${record.outcome}. Report: ${relative(process.cwd(), report)}`,
];

async function untilInterrupted(endpoint: string, stopped: Promise<never>): Promise<void> {
  process.stderr.write(
    [
      '',
      'The cloud stays up until you press Ctrl-C. From another terminal:',
      `  export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1`,
      '  aws stepfunctions list-state-machines',
      '',
    ].join('\n'),
  );
  await stopped.catch(() => {});
}
