import type { CloudClock } from '../../cloud/clock.ts';
import { regionsAsExpected } from '../../promises/as-expected.ts';
import { checkPromises } from '../../promises/check-promises.ts';
import { checkRegions } from '../../promises/check-regions.ts';
import { inOrder } from '../../promises/promise.ts';
import type { Remains } from '../../promises/observation.ts';
import type { RegionRemains } from '../../promises/region-remains.ts';
import type { Outcome, PromiseRecord, RehearsalRecord } from '../../record.ts';
import type { RegionPlot } from '../../scenarios/regions/plot.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { hasFailed } from '../../traffic/answer.ts';
import { startTraffic } from '../../traffic/traffic.ts';
import { Observer } from '../observer.ts';
import { Recorder } from '../recorder.ts';
import { trafficOf, countsOf } from '../traffic-record.ts';
import { RegionScene } from './region-scene.ts';
import type { RegionStage } from './region-stage.ts';

/** Of clients who know the service by its name, together. */
const requestsPerSecond = 20;

/** Plays a story between two regions on a cloud that is up, and records what both accounts and the clients saw. */
export async function playRegionStory(
  scenario: Scenario,
  plot: RegionPlot,
  stage: RegionStage,
): Promise<RehearsalRecord> {
  const recorder = new Recorder(stage.progress);
  if (plot.given.lagSeconds !== undefined && stage.database === undefined)
    recorder.tell('nothing depends on the database, so this is played without one', 'cloud');
  const scene = await RegionScene.open(scenario, plot, stage, recorder);
  const observer = new Observer(scene.standby.world, recorder, stage.progress);
  observer.start();
  const traffic = startTraffic({
    url: `${stage.endpoint}/`,
    host: stage.domain,
    requestsPerSecond,
    resolve: scene.users.resolve,
  });
  const watching = setInterval(() => stage.progress.traffic(countsOf(traffic.answers())), 500);
  try {
    await scene.play();
  } finally {
    clearInterval(watching);
    await traffic.stop();
    await observer.stop();
    await scene.close();
  }
  const answers = traffic.answers();
  const left = await scene.remains(answers);
  const owed = scene.owed(answers);
  const requests = { requests: owed.length, failedRequests: owed.filter(hasFailed).length };
  const remains = { ...(await ownRemains(scene, observer, deploymentsIn(scenario, plot))), ...requests };
  tellRuns(left, recorder, stage.clock);
  const promises = inOrder([...checkPromises(remains, 0), ...checkRegions(left, plot, false)]);
  return {
    scenario: scenario.name,
    title: scenario.title,
    outcome: outcomeOf(plot, left, promises),
    startedAt: recorder.startedAt.toISOString(),
    seconds: recorder.elapsed(),
    timeline: recorder.timeline,
    stages: recorder.stages,
    weights: observer.observations.map(({ elapsedSeconds, weights }) => ({ elapsedSeconds, ...weights })),
    traffic: trafficOf(answers, recorder.startedAt),
    decisions: recorder.decisions,
    promises,
    measured: { requests: answers.length, failedRequests: answers.filter(hasFailed).length, ...secondsOf(left) },
    endpoint: stage.endpoint,
  };
}

/** Of the standby, including the one that deployed its initial version. */
const deploymentsIn = ({ given }: Scenario, { when }: RegionPlot): number =>
  when.filter((scenarioEvent) => 'deploy' in scenarioEvent && scenarioEvent.in !== 'primary').length +
  (given.live === undefined ? 0 : 1);

async function ownRemains(
  { standby: { world } }: RegionScene,
  { observations }: Observer,
  asked: number,
): Promise<Remains> {
  const state = await world.recordedState();
  return {
    observations,
    lockOwner: await world.lockOwner(),
    recordedLive: state?.live,
    recordedVersion: state?.release.image.label,
    entries: await world.entries(),
    requests: 0,
    failedRequests: 0,
    asked,
  };
}

function tellRuns({ runs }: RegionRemains, recorder: Recorder, clock: CloudClock): void {
  for (const { entry, notes, outcome } of runs) {
    for (const { at, what, why } of notes) recorder.decide(entry.runId, what, why, clock.onMachine(new Date(at)));
    if (outcome !== undefined)
      recorder.decide(entry.runId, outcome.ending, outcome.why, clock.onMachine(new Date(outcome.endedAt)));
  }
}

/** By the cloud's clock. */
function secondsOf({ runs, unservedSeconds, downSince }: RegionRemains): Record<string, number> {
  const run = runs.find(({ entry }) => entry.mode === 'automatic');
  if (downSince === undefined) return {};
  return {
    ...(run && { detectionSeconds: (Date.parse(run.entry.startedAt) - Date.parse(downSince)) / 1000 }),
    unservedSeconds,
  };
}

function outcomeOf(plot: RegionPlot, left: RegionRemains, promises: readonly PromiseRecord[]): Outcome {
  if (!promises.every(({ held }) => held)) return 'broken';
  return regionsAsExpected(plot, left) ? 'held' : 'failed';
}
