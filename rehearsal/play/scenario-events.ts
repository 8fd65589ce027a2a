import { setTimeout as sleep } from 'node:timers/promises';
import type { StackUpdate } from '../promises/observation.ts';
import type { Act, Another, ScenarioEvent, Scenario } from '../scenarios/scenario.ts';
import { moved } from '../scenarios/moved.ts';
import { stackUpdates } from '../scenarios/stack-updates.ts';
import type { World } from '../world.ts';
import type { DeploymentMachine, Ended, Request } from './deployment-machine.ts';
import type { Recorder } from './recorder.ts';
import type { LoadOnTasks } from './load.ts';
import type { StackUpdater } from './stack-updater.ts';
import type { StageChange } from './stage-tracker.ts';
import type { Voices } from './voices.ts';
import { stages } from '#domain/deployment/stages.ts';
import type { Weights } from '#domain/slots/weights.ts';

export interface ScenarioContext {
  readonly service: string;
  readonly machine: DeploymentMachine;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  readonly world: World;
  /** Sets weights without Sluice. */
  readonly moveByHand: (weights: Weights) => Promise<void>;
  /** Reports how many vCPUs run in the account. */
  readonly reportVcpus: (used: number) => Promise<void>;
  readonly voices: Voices;
  /** Set where the story needs it. */
  readonly load: LoadOnTasks;
  readonly updater?: StackUpdater;
  /** The results of stack updates, in order. */
  readonly updates: StackUpdate[];
}

/** Plays one event, with all that people do meanwhile. Returns how its deployments ended, in the order they began. */
export async function happen(scenarioEvent: ScenarioEvent, context: ScenarioContext): Promise<readonly Ended[]> {
  const { deploy, deliveries = 1 } = scenarioEvent;
  const executions = await ask(
    { image: deploy.image, onBusy: deploy.onBusy ?? 'reject', deliveries },
    scenarioEvent,
    context,
  );
  const others: Promise<Ended>[] = [];
  const followed = executions.map((execution, i) =>
    follow(nameOf(deploy.image, i), execution, context, async (change) => {
      if (isMoment(scenarioEvent, change) && i === 0)
        others.push(...(await intervene(scenarioEvent, execution, context)));
    }),
  );
  const ended = await Promise.all(followed);
  return [...ended, ...(await Promise.all(others))];
}

/** Every image that a story needs in the registry. */
export const imagesOf = ({ given, when }: Scenario): readonly string[] => [
  ...(given.live === undefined ? [] : [given.live]),
  ...when.flatMap(({ deploy, imageMissing = false, fromSource = false, meanwhile }) => [
    ...(imageMissing || fromSource ? [] : [deploy.image]),
    ...(meanwhile?.act.kind === 'request' ? meanwhile.act.requests.map(({ image }) => image) : []),
  ]),
];

const isMoment = ({ meanwhile }: ScenarioEvent, { number, outcome }: StageChange): boolean =>
  meanwhile !== undefined && outcome === 'running' && stages[number - 1] === meanwhile.at;

async function intervene(
  scenarioEvent: ScenarioEvent,
  execution: string,
  context: ScenarioContext,
): Promise<readonly Promise<Ended>[]> {
  const { act, share } = scenarioEvent.meanwhile ?? {};
  if (share !== undefined) await inPlace(share, context);
  if (act?.kind === 'request') return askToo(act.requests, scenarioEvent, context);
  if (act !== undefined) await perform(act, execution, context);
  return [];
}

async function askToo(
  requests: readonly Another[],
  scenarioEvent: ScenarioEvent,
  context: ScenarioContext,
): Promise<readonly Promise<Ended>[]> {
  const followed: Promise<Ended>[] = [];
  for (const another of requests) {
    context.recorder.tell(`a person asks for ${another.image} too: ${another.onBusy}`, 'fault');
    const executions = await ask(another, scenarioEvent, context);
    followed.push(...executions.map((each, i) => follow(nameOf(another.image, i), each, context)));
  }
  return followed;
}

async function perform(
  act: Exclude<Act, { kind: 'request' }>,
  execution: string,
  context: ScenarioContext,
): Promise<void> {
  const { recorder, world } = context;
  switch (act.kind) {
    case 'load':
      recorder.tell(`the load becomes ${act.load}`, 'fault');
      context.load.become(act.load);
      return;
    case 'move-weight':
      recorder.tell(`a person gives the new version ${act.share} % by hand`, 'fault');
      return context.moveByHand(moved(act.share, await world.weights()));
    case 'update-stack':
      return updateStack(context);
    case 'alarm': {
      recorder.tell(`the alarm ${await context.voices.ring(act.what)} goes into ALARM`, 'fault');
      return;
    }
    case 'say':
      await context.voices.answer(act);
      {
        recorder.tell(`${act.by} says: ${act.say}`, 'decision');
        return;
      }
    case 'stop':
      recorder.tell('a person stops the execution', 'fault');
      return context.machine.stop(execution);
  }
}

async function inPlace(share: number, { world, signal }: ScenarioContext): Promise<void> {
  while (!Object.values(await world.weights()).includes(share)) {
    signal.throwIfAborted();
    await sleep(200);
  }
}

async function updateStack({ world, updater, recorder, updates }: ScenarioContext): Promise<void> {
  const observe = async () => {
    const [weights, slots] = await Promise.all([world.weights(), world.slots()]);
    return { elapsedSeconds: recorder.elapsed(), weights, slots };
  };
  for (const update of stackUpdates) {
    const { what, replacesTasks } = update;
    recorder.tell(`cdk deploy: ${what}`, 'cloud');
    const before = await observe();
    const refusal = await updater?.apply(update);
    updates.push({ what, replacesTasks, before, after: await observe(), ...(refusal !== undefined && { refusal }) });
    recorder.tell(`cdk deploy ${refusal === undefined ? 'is done' : 'was refused'}`, 'cloud');
  }
}

async function follow(
  name: string,
  execution: string,
  { machine, recorder, signal }: ScenarioContext,
  onStage: (change: StageChange) => Promise<void> = async () => {},
): Promise<Ended> {
  const ended = await machine.follow(
    execution,
    async (change) => {
      recorder.stage(name, change);
      await onStage(change);
    },
    signal,
  );
  recorder.tell(`the deployment of ${name} ${inWords(ended)}`, 'decision');
  return ended;
}

const inWords = ({ ending, error, cause }: Ended): string =>
  ending === 'failed'
    ? `failed: ${cause?.startsWith(error ?? '') === true ? cause : `${error}: ${cause}`}`
    : ending === 'stopped'
      ? 'was stopped'
      : 'ended well';

const nameOf = (image: string, delivery: number): string =>
  delivery === 0 ? image : `${image} (delivery ${delivery + 1})`;

async function ask(
  { image, onBusy, deliveries = 1 }: Another,
  { deploy }: ScenarioEvent,
  { service, machine }: ScenarioContext,
): Promise<readonly string[]> {
  const request: Request = {
    service,
    ...(deploy.restore
      ? { restore: true }
      : { image, strategy: { name: 'rehearsed', steps: deploy.steps, ...deploy.judging } }),
    onBusy,
    ...(deploy.dryRun && { dryRun: true }),
    requestedBy: 'rehearsal',
    reason: deploy.reason,
  };
  return deliveries === 1 ? [await machine.request(request)] : await machine.deliver(request, deliveries);
}
