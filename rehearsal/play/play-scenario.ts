import type { Clients } from '../cloud/clients.ts';
import type { Progress } from '../progress/progress.ts';
import { checkPromises } from '../promises/check-promises.ts';
import type { Remains } from '../promises/observation.ts';
import type { RehearsalRecord } from '../record.ts';
import type { Happening, Scenario } from '../scenarios/scenario.ts';
import { hasFailed } from '../traffic/answer.ts';
import { summarize } from '../traffic/summary.ts';
import { startTraffic, type Traffic } from '../traffic/traffic.ts';
import { World } from '../world.ts';
import { DeploymentRun, type Ending } from './deployment-run.ts';
import { ImageShelf } from './image-shelf.ts';
import { Observer } from './observer.ts';
import { Recorder } from './recorder.ts';
import { trafficOf } from './traffic-record.ts';

export interface Stage {
  readonly endpoint: string;
  readonly clients: Clients;
  readonly environment: string;
  readonly service: string;
  readonly progress: Progress;
  /** Ends the story early, when somebody interrupts it or the cloud dies. */
  readonly signal: AbortSignal;
}

/** Plays a story on a cloud that is up, and records what the account and the clients saw. */
export async function playScenario(scenario: Scenario, stage: Stage): Promise<RehearsalRecord> {
  const { clients, environment, service, progress } = stage;
  const recorder = new Recorder(progress);
  const shelf = new ImageShelf(clients, service);
  for (const image of imagesOf(scenario)) await shelf.push(image);
  const world = await World.of({ environment, name: service }, clients, shelf.labelOf);
  const run = new DeploymentRun(clients, environment);
  const deploy = (happening: Happening) => deployed(happening, { run, recorder, stage });

  if (scenario.given.live !== undefined) {
    recorder.tell(`${service} ${scenario.given.live} is put in place`, 'cloud');
    const steps = [{ weight: 100, bakeSeconds: 0 }];
    const before = await deploy({
      deploy: { image: scenario.given.live, steps, reason: 'what is live when the story begins' },
    });
    if (!before.succeeded)
      throw new Error(`${scenario.given.live} could not be put in place: ${before.error}: ${before.cause}`);
  }

  const observer = new Observer(world, recorder, progress);
  observer.start();
  const traffic = trafficTo(stage, scenario);
  const watching = setInterval(() => progress.traffic(countsOf(traffic)), 500);
  const endings: Ending[] = [];
  try {
    for (const happening of scenario.when) endings.push(await deploy(happening));
  } finally {
    clearInterval(watching);
    await traffic?.stop();
    await observer.stop();
  }
  const answers = traffic?.answers() ?? [];
  progress.traffic(countsOf(traffic));
  const state = await world.recordedState();
  const remains: Remains = {
    observations: observer.observations,
    lockOwner: await world.lockOwner(),
    recordedLive: state?.live,
    recordedVersion: state?.release.image.label,
    entries: await world.entries(),
    requests: answers.length,
    failedRequests: answers.filter(hasFailed).length,
  };
  for (const entry of remains.entries) recorder.decide('ledger', entry.outcome ?? 'open', entry.reason ?? 'no reason');
  const promises = checkPromises(remains, scenario.then.failedRequests);
  return {
    scenario: scenario.name,
    title: scenario.title,
    outcome: !asExpected(scenario, endings, remains)
      ? 'failed'
      : promises.every(({ held }) => held)
        ? 'held'
        : 'broken',
    startedAt: recorder.startedAt.toISOString(),
    seconds: recorder.elapsed(),
    timeline: recorder.timeline,
    stages: recorder.stages,
    weights: observer.observations.map(({ elapsedSeconds, weights, slots }) => ({
      elapsedSeconds,
      ...weights,
      ...(slots.blue.version && { blueVersion: slots.blue.version }),
      ...(slots.green.version && { greenVersion: slots.green.version }),
    })),
    traffic: trafficOf(answers, recorder.startedAt),
    decisions: recorder.decisions,
    promises,
    measured: { requests: remains.requests, failedRequests: remains.failedRequests },
    endpoint: stage.endpoint,
  };
}

const imagesOf = ({ given, when }: Scenario): readonly string[] => [
  ...(given.live === undefined ? [] : [given.live]),
  ...when.map(({ deploy }) => deploy.image),
];

interface Telling {
  readonly run: DeploymentRun;
  readonly recorder: Recorder;
  readonly stage: Stage;
}

async function deployed({ deploy }: Happening, { run, recorder, stage }: Telling): Promise<Ending> {
  const execution = await run.request({
    service: stage.service,
    image: deploy.image,
    strategy: { name: 'rehearsed', steps: deploy.steps },
    requestedBy: 'rehearsal',
    reason: deploy.reason,
  });
  const ending = await run.follow(execution, (change) => recorder.stage(deploy.image, change), stage.signal);
  const words = ending.succeeded ? 'succeeded' : `failed with ${ending.error}: ${ending.cause}`;
  recorder.tell(`the deployment of ${deploy.image} ${words}`, 'decision');
  return ending;
}

function trafficTo({ endpoint, environment }: Stage, { given }: Scenario): Traffic | undefined {
  if (given.requestsPerSecond === 0) return undefined;
  const host = `sluice-${environment}.alb.localhost`;
  return startTraffic({ url: `${endpoint}/`, host, requestsPerSecond: given.requestsPerSecond });
}

function countsOf(traffic: Traffic | undefined): Record<string, { requests: number; failed: number }> {
  const { byVersion } = summarize(traffic?.answers() ?? []);
  return Object.fromEntries(
    Object.entries(byVersion).map(([version, { count, failed }]) => [version, { requests: count, failed }]),
  );
}

const asExpected = ({ then }: Scenario, endings: readonly Ending[], remains: Remains): boolean =>
  endings.length === then.deployments.length &&
  endings.every(({ succeeded }, i) => succeeded === (then.deployments[i] === 'succeeded')) &&
  remains.recordedVersion === then.live;
