import { setTimeout as sleep } from 'node:timers/promises';
import type { Clients } from '../cloud/clients.ts';
import type { CloudClock } from '../cloud/clock.ts';
import type { Progress } from '../progress/progress.ts';
import { endedAsExpected, hasGrownAlone, hasShrunk } from '../promises/as-expected.ts';
import { checkPromises } from '../promises/check-promises.ts';
import type { Observation, Remains } from '../promises/observation.ts';
import type { Outcome, PromiseRecord, RehearsalRecord, StageRecord } from '../record.ts';
import { moved } from '../scenarios/moved.ts';
import type { Given, Scenario } from '../scenarios/scenario.ts';
import { type Answer, hasFailed } from '../traffic/answer.ts';
import { startTraffic, type Traffic } from '../traffic/traffic.ts';
import { World } from '../world.ts';
import { DeploymentMachine, type Ended } from './deployment-machine.ts';
import { setWeightsByHand } from './by-hand.ts';
import { type ScenarioContext, happen, imagesOf } from './scenario-events.ts';
import { FakeRegistry } from './fake-registry.ts';
import { LoadOnTasks } from './load.ts';
import { Observer } from './observer.ts';
import { recordShift } from './shift-in-ledger.ts';
import { giveTerms } from './terms-of-story.ts';
import { Recorder } from './recorder.ts';
import { StackUpdater, type Workshop } from './stack-updater.ts';
import { countsOf, trafficOf } from './traffic-record.ts';
import { reportVcpus } from './vcpus.ts';
import { Voices } from './voices.ts';

export interface Stage {
  readonly endpoint: string;
  /** The cloud's time is not always the machine's. */
  readonly clock: CloudClock;
  readonly clients: Clients;
  readonly environment: string;
  readonly service: string;
  readonly progress: Progress;
  readonly workshop: Workshop;
  /** Ends the story early, when a person interrupts it or the cloud dies. */
  readonly signal: AbortSignal;
}

/** Plays a story on a cloud that is up, and records what the account and the clients saw. */
export async function playScenario(scenario: Scenario, stage: Stage): Promise<RehearsalRecord> {
  const { clients, endpoint, environment, service, progress, signal } = stage;
  const recorder = new Recorder(progress);
  const registry = await stocked(scenario, stage);
  const world = await World.of({ environment, name: service }, clients, registry.labelOf);
  const machine = await DeploymentMachine.of(clients, environment);
  const context: ScenarioContext = {
    service,
    machine,
    recorder,
    signal,
    world,
    voices: new Voices(clients, world, signal),
    updates: [],
    ...(await propsFor(scenario, stage, world)),
  };
  await putInPlace(scenario, context);
  await giveTerms({ environment, name: service }, scenario.given, clients);

  const observer = new Observer(world, recorder, progress);
  observer.start();
  const traffic = trafficTo(endpoint, await world.host(), scenario);
  const watching = setInterval(() => progress.traffic(countsOf(traffic?.answers() ?? [])), 500);
  const ended: Ended[] = [];
  try {
    ended.push(...(await play(scenario, context, observer)));
  } finally {
    clearInterval(watching);
    context.load.stop();
    await traffic?.stop();
    await observer.stop();
  }
  const answers = traffic?.answers() ?? [];
  progress.traffic(countsOf(traffic?.answers() ?? []));
  const remains = { ...(await remainsOf(scenario, world, observer, answers)), stackUpdates: context.updates };
  const judged = recordShift(await world.decisions(), observer.observations, recorder, stage.clock);
  tellDecisions(remains, recorder, stage.clock);
  const promises = checkPromises(remains, scenario.then.failedRequests);
  return {
    scenario: scenario.name,
    title: scenario.title,
    outcome: outcomeOf(scenario, ended, remains, promises),
    startedAt: recorder.startedAt.toISOString(),
    seconds: recorder.elapsed(),
    timeline: recorder.timeline,
    stages: recorder.stages,
    weights: weightsOf(observer.observations),
    traffic: trafficOf(answers, recorder.startedAt),
    decisions: recorder.decisions,
    ...judged,
    promises,
    measured: {
      requests: remains.requests,
      failedRequests: remains.failedRequests,
      ...secondsOfShift(recorder.stages),
    },
    endpoint: stage.endpoint,
  };
}

function tellDecisions({ entries }: Remains, recorder: Recorder, clock: CloudClock): void {
  for (const { outcome = 'open', reason = 'no reason', endedAt } of entries) {
    const at = endedAt === undefined ? new Date() : clock.onMachine(new Date(endedAt));
    recorder.decide('ledger', outcome, reason, at);
  }
}

async function play(
  { given, when, then }: Scenario,
  context: ScenarioContext,
  { observations }: Observer,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  await beforeItIsAskedFor(given, context);
  if (given.load === 'high') await until(() => hasGrownAlone(observations), context.signal);
  for (const scenarioEvent of when) ended.push(...(await happen(scenarioEvent, context)));
  await settled(context.world, context.signal);
  if (given.vcpusUsed !== undefined) await context.reportVcpus(0);
  if (then.shrinks === true) await until(() => hasShrunk(observations), context.signal);
  return ended;
}

/** What others have done when the story begins. */
async function beforeItIsAskedFor({ vcpusUsed, emptySlotShare }: Given, context: ScenarioContext): Promise<void> {
  const { recorder, world } = context;
  if (vcpusUsed !== undefined) {
    recorder.tell(`others use ${vcpusUsed} vCPUs of the account's quota`, 'fault');
    await context.reportVcpus(vcpusUsed);
  }
  if (emptySlotShare !== undefined) {
    recorder.tell(`a person gives the empty slot ${emptySlotShare} % by hand`, 'fault');
    await context.moveByHand(moved(emptySlotShare, await world.weights()));
  }
}

/** What only some stories need. */
async function propsFor(
  { given, when }: Scenario,
  { clients, workshop, environment, service, signal }: Stage,
  world: World,
): Promise<Pick<ScenarioContext, 'load' | 'updater' | 'moveByHand' | 'reportVcpus'>> {
  const place = { environment, service, region: world.target.region };
  const updates = when.some(({ meanwhile }) => meanwhile?.act.kind === 'update-stack');
  return {
    moveByHand: (weights) => setWeightsByHand(clients, world.target, weights),
    reportVcpus: (used) => reportVcpus(clients, used),
    load: new LoadOnTasks(clients, world, given.load),
    ...(updates && { updater: await StackUpdater.prepare(workshop, place, signal) }),
  };
}

/** Sets up the story's initial state before its first deployment. */
async function stocked(scenario: Scenario, { clients, environment, service }: Stage): Promise<FakeRegistry> {
  const registry = new FakeRegistry(clients, service);
  for (const image of new Set(imagesOf(scenario))) await registry.push(image);
  // What is live when the story begins was deployed before.
  await giveTerms({ environment, name: service }, { ...scenario.given, approvalRequired: false }, clients);
  return registry;
}

async function putInPlace({ given }: Scenario, context: ScenarioContext): Promise<void> {
  if (given.live === undefined) return;
  context.recorder.tell(`${context.service} ${given.live} is put in place`, 'cloud');
  const steps = [{ weight: 100, bakeSeconds: 0 }];
  const [first] = await happen({ deploy: { image: given.live, steps, reason: 'live when the story begins' } }, context);
  if (first?.ending !== 'succeeded') {
    throw new Error(`${given.live} could not be put in place: ${first?.error}: ${first?.cause}`);
  }
}

/** The promise is two minutes; a story that needs longer is judged in its state at that time. */
const settleWithinMs = 120_000;

/** Waits, for example for the guardian to clean up after a stopped execution: that belongs to the story. */
async function until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settleWithinMs;
  while (!isSo() && Date.now() < deadline) {
    signal.throwIfAborted();
    await sleep(500);
  }
}

async function settled(world: World, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settleWithinMs;
  while ((await world.lockOwner()) !== undefined && Date.now() < deadline) {
    signal.throwIfAborted();
    await sleep(500);
  }
}

async function remainsOf(
  { given: { emptySlotShare } }: Scenario,
  world: World,
  observer: Observer,
  answers: readonly Answer[],
): Promise<Remains> {
  const state = await world.recordedState();
  return {
    observations: observer.observations,
    lockOwner: await world.lockOwner(),
    recordedLive: state?.live,
    recordedVersion: state?.release.image.label,
    entries: await world.entries(),
    requests: answers.length,
    failedRequests: answers.filter(hasFailed).length,
    emptySlotShare,
  };
}

/** Of the last deployment: the one that the story is about. */
function secondsOfShift(stages: readonly StageRecord[]): { shiftSeconds?: number } {
  const shift = stages.findLast(({ name, endedSeconds }) => name === 'Shift traffic' && endedSeconds !== undefined);
  return shift?.endedSeconds === undefined ? {} : { shiftSeconds: shift.endedSeconds - shift.startedSeconds };
}

const weightsOf = (observations: readonly Observation[]): RehearsalRecord['weights'] =>
  observations.map(({ elapsedSeconds, weights, slots }) => ({
    elapsedSeconds,
    ...weights,
    ...(slots.blue.version && { blueVersion: slots.blue.version }),
    ...(slots.green.version && { greenVersion: slots.green.version }),
  }));

function trafficTo(endpoint: string, host: string, { given }: Scenario): Traffic | undefined {
  if (given.requestsPerSecond === 0) return undefined;
  return startTraffic({ url: `${endpoint}/`, host, requestsPerSecond: given.requestsPerSecond });
}

function outcomeOf(
  { then }: Scenario,
  ended: readonly Ended[],
  remains: Remains,
  promises: readonly PromiseRecord[],
): Outcome {
  const found = ended.map(({ ending }) => ending);
  if (!endedAsExpected(then, found, remains)) return 'failed';
  return promises.every(({ held }) => held) ? 'held' : 'broken';
}
