import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { takeoverNames } from '#constructs/takeover-names.ts';
import { servingSlot } from '#domain/weights.ts';
import type { Clients } from '../../cloud/clients.ts';
import { recordEvents } from '../../cloud/recorded-events.ts';
import { setRegion } from '../../cloud/regions.ts';
import type { RegionRemains } from '../../promises/region-remains.ts';
import type { RegionHappening, RegionPlot } from '../../scenarios/regions/plot.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { usualSteps } from '../../scenarios/usual-steps.ts';
import { type Answer, hasFailed } from '../../traffic/answer.ts';
import { ClientsByName } from '../../traffic/clients-by-name.ts';
import { World } from '../../world.ts';
import { DeploymentMachine } from '../deployment-machine.ts';
import { ImageShelf } from '../image-shelf.ts';
import type { Recorder } from '../recorder.ts';
import { FailoverInAccount } from './failover-in-account.ts';
import { MoveWatch } from './move-watch.ts';
import type { RegionStage } from './play-region-story.ts';
import { type Place, snapshot } from './snapshot.ts';

const pollMs = 250;
/** By the machine's clock: a story that has not settled by then is judged as it stands. */
const settlesWithinMs = 120_000;
/** What every account is that nobody has named. */
const account = '000000000000';

/** Both regions of a story, and all that happens in them. */
export class RegionScene {
  readonly primary: PlaceWithImages;
  readonly standby: PlaceWithImages;
  readonly users: ClientsByName;
  readonly #plot: RegionPlot;
  readonly #stage: RegionStage;
  readonly #recorder: Recorder;
  readonly #failover: FailoverInAccount;
  readonly #switch: MoveWatch;
  readonly #pages: () => Promise<readonly string[]>;
  readonly #runsBefore: number;
  #downSince: Date | undefined;
  #nothingChanged = true;

  private constructor(given: {
    plot: RegionPlot;
    stage: RegionStage;
    recorder: Recorder;
    places: readonly [PlaceWithImages, PlaceWithImages];
    users: ClientsByName;
    failover: FailoverInAccount;
    pages: () => Promise<readonly string[]>;
    runsBefore: number;
  }) {
    [this.primary, this.standby] = given.places;
    this.users = given.users;
    this.#plot = given.plot;
    this.#stage = given.stage;
    this.#recorder = given.recorder;
    this.#failover = given.failover;
    this.#switch = new MoveWatch(given.failover, this.standby.world, given.recorder);
    this.#pages = given.pages;
    this.#runsBefore = given.runsBefore;
  }

  /** Both regions serve what the story takes for granted, and the standby has seen the primary well. */
  static async open(
    { given: { live } }: Scenario,
    plot: RegionPlot,
    stage: RegionStage,
    recorder: Recorder,
  ): Promise<RegionScene> {
    const { clients, environment, domain, endpoint, clock } = stage;
    const places = await Promise.all([placed(live, clients.primary, stage), placed(live, clients.standby, stage)]);
    const failover = await FailoverInAccount.of(clients.standby, environment);
    await until(async () => (await failover.kept()).watch?.wasUp === true, stage.signal);
    const { region } = takeoverNames(domain);
    const users = await ClientsByName.meet({
      endpoint,
      name: domain,
      clockSpeed: clock.speed,
      places: Object.fromEntries(places.map(({ clients: own }) => [region(own.region), own.region])),
    });
    const pages = await pagesIn(clients.standby.region, stage);
    const runsBefore = (await failover.kept()).runs.length;
    const scene = new RegionScene({ plot, stage, recorder, places, users, failover, pages, runsBefore });
    await scene.#setTasks();
    return scene;
  }

  async play(): Promise<void> {
    await this.#switch.start();
    const places = [this.primary, this.standby];
    const before = await snapshot(places, this.#failover);
    const { when, then } = this.#plot;
    for (const [index, happening] of when.entries()) {
      await this.#happen(happening);
      const isLast = index === when.length - 1;
      // Where no run is due, one that came all the same has to be seen.
      if (isLast && then.runs.length > 0) await this.#ended(then.runs.length);
      else await this.#pass(happening.thenSeconds);
    }
    await this.#settle();
    // Only a region that answers can be looked at, and only a drill promises this.
    const isDrill = this.#plot.then.runs.every((ending) => ending === 'drilled');
    if (isDrill) this.#nothingChanged = before === (await snapshot(places, this.#failover));
  }

  async close(): Promise<void> {
    this.users.leave();
    await this.#switch.stop();
  }

  async remains(answers: readonly Answer[]): Promise<RegionRemains> {
    const { runs, standing } = await this.#failover.kept();
    return {
      runs: runs.slice(this.#runsBefore),
      moves: this.#switch.moves,
      pages: await this.#pages(),
      share: this.#switch.share,
      unservedSeconds: this.#unserved(answers),
      nothingChanged: this.#nothingChanged,
      allowedLossSeconds: 0,
      atWork: standing?.running?.runId,
      isHeld: standing?.hold !== undefined,
      ...(this.#downSince !== undefined && { downSince: this.#downSince.toISOString() }),
    };
  }

  /** From the outage to the last request that came to nothing, by the cloud's clock. */
  #unserved(answers: readonly Answer[]): number {
    const last = answers.filter(hasFailed).reduce((latest, { at }) => Math.max(latest, at), 0);
    if (this.#downSince === undefined || last === 0) return 0;
    const { clock } = this.#stage;
    return ((last - clock.onMachine(this.#downSince).getTime()) * clock.speed) / 1000;
  }

  async #happen(happening: RegionHappening): Promise<void> {
    if ('primary' in happening) await this.#become(happening.primary);
    if ('say' in happening) {
      this.#recorder.tell(`somebody says ${JSON.stringify(happening.say)}`, 'decision');
      await this.#failover.say(happening.say);
    }
    if ('deploy' in happening) await this.#deploy(happening.deploy);
  }

  /** In the standby, and nobody waits for it. */
  async #deploy(image: string): Promise<void> {
    const { environment, service } = this.#stage;
    const { clients, shelf } = this.standby;
    await shelf.push(image);
    this.#recorder.tell(`somebody deploys ${image} in the standby`, 'cloud');
    const machine = await DeploymentMachine.of(clients, environment);
    const strategy = { name: 'rehearsed', steps: usualSteps };
    const reason = 'a release in the standby';
    await machine.request({ service, image, onBusy: 'reject', strategy, requestedBy: 'rehearsal', reason });
  }

  async #become(state: string): Promise<void> {
    if (state !== 'well' && state !== 'dark' && state !== 'silent') throw new Error(`No region here can be ${state}.`);
    this.#recorder.tell(`the primary region is ${state}`, 'fault');
    await setRegion(this.#stage.endpoint, this.primary.clients.region, state);
    if (state !== 'well') this.#downSince = this.#stage.clock.now();
  }

  /** A shortage that the story makes on purpose. */
  async #setTasks(): Promise<void> {
    const { tasks } = this.#plot.given;
    if (tasks === undefined) return;
    const { clients, world } = this.standby;
    const slot = servingSlot(await world.weights());
    const service = world.target.slots[slot].ecsService;
    await clients.containers.send(
      new UpdateServiceCommand({ cluster: world.target.cluster, service, desiredCount: tasks }),
    );
    await until(async () => {
      const { running, healthyTargets } = (await world.slots())[slot];
      return running === tasks && healthyTargets === tasks;
    }, this.#stage.signal);
  }

  /** Of the cloud's time. */
  async #pass(seconds: number): Promise<void> {
    await sleep((seconds * 1000) / this.#stage.clock.speed, undefined, { signal: this.#stage.signal });
  }

  async #ended(runs: number): Promise<void> {
    await until(async () => {
      const begun = (await this.#failover.kept()).runs.slice(this.#runsBefore);
      return begun.filter(({ outcome }) => outcome !== undefined).length >= runs;
    }, this.#stage.signal);
  }

  /** Nobody is at work any more, and every client has heard of where traffic is served. */
  async #settle(): Promise<void> {
    const { signal } = this.#stage;
    await until(async () => !(await this.#failover.isAtWork()), signal);
    const { region } = this[this.#switch.share > 50 ? 'standby' : 'primary'].clients;
    await until(async () => this.users.believing(region) === 100, signal);
    await this.#pass(10);
  }
}

interface PlaceWithImages extends Place {
  readonly shelf: ImageShelf;
}

async function placed(live: string | undefined, clients: Clients, stage: RegionStage): Promise<PlaceWithImages> {
  const { environment, service, signal, progress } = stage;
  const shelf = new ImageShelf(clients, service);
  const world = await World.of({ environment, name: service }, clients, shelf.labelOf);
  const place = { clients, world, shelf };
  if (live === undefined) return place;
  await shelf.push(live);
  if ((await world.recordedState())?.release.image.label === live) return place;
  progress.cloud(`put ${live} in place in ${clients.region}`);
  const machine = await DeploymentMachine.of(clients, environment);
  const execution = await machine.request({
    service,
    image: live,
    onBusy: 'reject',
    strategy: { name: 'rehearsed', steps: [{ weight: 100, bakeSeconds: 0 }] },
    requestedBy: 'rehearsal',
    reason: 'live when the story begins',
  });
  const { ending, error, cause } = await machine.follow(execution, async () => {}, signal);
  if (ending !== 'succeeded') throw new Error(`${live} could not be put in place: ${error}: ${cause}`);
  return place;
}

/** What people are told: it is said on the bus, and rules take it to whoever is on duty. */
async function pagesIn(
  region: string,
  { endpoint, environment }: RegionStage,
): Promise<() => Promise<readonly string[]>> {
  const settings = { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
  const read = await recordEvents(settings, 'sluice', `sluice-${environment}`);
  return async () =>
    (await read())
      .filter((event) => event['detail-type'] === 'Sluice Failover')
      .map(({ detail }) => String(detail['subject']));
}

async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settlesWithinMs;
  while (!(await isSo()) && Date.now() < deadline) {
    signal.throwIfAborted();
    await sleep(pollMs);
  }
}
