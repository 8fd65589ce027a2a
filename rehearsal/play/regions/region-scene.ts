import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { takeoverNames } from '#constructs/takeover/takeover-names.ts';
import { servingSlot } from '#domain/slots/weights.ts';
import { setRegion } from '../../cloud/regions.ts';
import type { RegionRemains } from '../../promises/region-remains.ts';
import type { RegionPlot } from '../../scenarios/regions/plot.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { type Answer, hasFailed } from '../../traffic/answer.ts';
import { ClientsByName } from '../../traffic/clients-by-name.ts';
import type { Recorder } from '../recorder.ts';
import { Repeatedly } from '../repeatedly.ts';
import { FailoverInAccount } from './failover-in-account.ts';
import { mayDeploy } from './may-deploy.ts';
import { MoveWatch } from './move-watch.ts';
import type { RegionStage } from './region-stage.ts';
import { RegionEvents } from './region-events.ts';
import { type RegionFixture, served } from './region-fixture.ts';
import { snapshot } from './snapshot.ts';
import { pagesIn } from './sent-pages.ts';
import { until } from './until.ts';
import { allowedLossSeconds } from './database-of-story.ts';

/** By the cloud's clock. A region that is down reports nothing more about its data. */
const lagToldEverySeconds = 15;

/** Both regions of a story, and the events in them. */
export class RegionScene {
  readonly primary: RegionFixture;
  readonly standby: RegionFixture;
  readonly users: ClientsByName;
  readonly #plot: RegionPlot;
  readonly #stage: RegionStage;
  readonly #events: RegionEvents;
  readonly #failover: FailoverInAccount;
  readonly #switch: MoveWatch;
  readonly #lag: Repeatedly;
  readonly #pages: () => Promise<readonly string[]>;
  readonly #runsBefore: number;
  #nothingChanged = true;

  private constructor(given: {
    plot: RegionPlot;
    stage: RegionStage;
    recorder: Recorder;
    places: readonly [RegionFixture, RegionFixture];
    users: ClientsByName;
    failover: FailoverInAccount;
    pages: () => Promise<readonly string[]>;
    runsBefore: number;
  }) {
    [this.primary, this.standby] = given.places;
    this.users = given.users;
    this.#plot = given.plot;
    this.#stage = given.stage;
    this.#events = new RegionEvents(given.stage, given.recorder, given.failover, given.places);
    this.#failover = given.failover;
    this.#switch = new MoveWatch({ ...given, database: given.stage.database }, this.standby.world, given.recorder);
    const { database, clock } = given.stage;
    this.#lag = new Repeatedly((lagToldEverySeconds * 1000) / clock.speed, async () => {
      if (this.#events.servesUsers) await database?.tellLag(given.plot.given.lagSeconds ?? 0);
    });
    this.#pages = given.pages;
    this.#runsBefore = given.runsBefore;
  }

  /** Both regions serve the story's initial version, and the standby has seen a healthy primary. */
  static async open(
    { given: { live } }: Scenario,
    plot: RegionPlot,
    stage: RegionStage,
    recorder: Recorder,
  ): Promise<RegionScene> {
    const { clients, environment, domain, endpoint, clock } = stage;
    await setRegion(endpoint, clients.primary.region, 'well');
    // Only a primary that serves can fail, whatever the standby runs.
    const places = await Promise.all([
      served(live ?? 'v1', clients.primary, stage),
      served(live, clients.standby, stage),
    ]);
    const failover = await FailoverInAccount.of(clients.standby, environment);
    await Promise.all([untilCalm(failover, stage.signal), stage.database?.comeHome()]);
    const { region } = takeoverNames(domain);
    const meet = () =>
      ClientsByName.meet({
        endpoint,
        name: domain,
        clockSpeed: clock.speed,
        places: Object.fromEntries(places.map(({ clients: own }) => [region(own.region), own.region])),
      });
    const users = await untilAtHome(meet, clients.primary.region, stage.signal);
    const pages = await pagesIn(clients.standby.region, stage);
    const runsBefore = (await failover.kept()).runs.length;
    const scene = new RegionScene({ plot, stage, recorder, places, users, failover, pages, runsBefore });
    await scene.#setTasks();
    return scene;
  }

  async play(): Promise<void> {
    this.#lag.start();
    await this.#switch.start();
    const { when, then } = this.#plot;
    // Only a drill promises this, and only a region that answers can be read.
    const isDrill = then.runs.length > 0 && then.runs.every((ending) => ending === 'drilled');
    const before = isDrill ? await this.#atRest() : '';
    for (const [index, scenarioEvent] of when.entries()) {
      await this.#events.happen(scenarioEvent);
      const isLast = index === when.length - 1;
      // Where no run is expected, an unexpected one must be seen.
      if (isLast && then.runs.length > 0) await this.#ended(then.runs.length);
      else await this.#pass(scenarioEvent.thenSeconds);
    }
    await this.#settle();
    if (isDrill) this.#nothingChanged = before === (await this.#everything());
  }

  readonly #everything = () => snapshot([this.primary, this.standby], this.#failover);

  /** Waits until Sluice has recorded everything from before the story: nothing changes for a minute. */
  async #atRest(): Promise<string> {
    for (let before = await this.#everything(); ;) {
      await this.#pass(60);
      const now = await this.#everything();
      if (now === before) return now;
      before = now;
    }
  }

  async close(): Promise<void> {
    this.users.leave();
    await this.#lag.stop();
    await this.#switch.stop();
  }

  async remains(answers: readonly Answer[]): Promise<RegionRemains> {
    const { runs, standing } = await this.#failover.kept();
    const { downSince } = this.#events;
    return {
      runs: runs.slice(this.#runsBefore),
      moves: this.#switch.moves,
      pages: await this.#pages(),
      share: this.#switch.share,
      unservedSeconds: this.#unserved(answers),
      nothingChanged: this.#nothingChanged,
      allowedLossSeconds: this.#stage.database === undefined ? 0 : allowedLossSeconds,
      atWork: standing?.running?.runId,
      ...(await mayDeploy(this.primary.clients, this.#stage.environment)),
      isHeld: standing?.hold !== undefined,
      ...(downSince !== undefined && { downSince: downSince.toISOString() }),
    };
  }

  /** Failures without an excuse: sent while both regions were well. Another promise covers how long an outage lasts. */
  owed(answers: readonly Answer[]): readonly Answer[] {
    const since = this.#events.wellSince;
    return since === undefined ? [] : answers.filter(({ at }) => at >= since);
  }

  /** From the outage to the last request that failed, by the cloud's clock. */
  #unserved(answers: readonly Answer[]): number {
    const last = answers.filter(hasFailed).reduce((latest, { at }) => Math.max(latest, at), 0);
    const { downSince } = this.#events;
    if (downSince === undefined || last === 0) return 0;
    const { clock } = this.#stage;
    return ((last - clock.onMachine(downSince).getTime()) * clock.speed) / 1000;
  }

  /** A shortage that the story causes on purpose. */
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

  /** In the cloud's time. */
  async #pass(seconds: number): Promise<void> {
    await sleep((seconds * 1000) / this.#stage.clock.speed, undefined, { signal: this.#stage.signal });
  }

  async #ended(runs: number): Promise<void> {
    await until(async () => {
      const begun = (await this.#failover.kept()).runs.slice(this.#runsBefore);
      return begun.filter(({ outcome }) => outcome !== undefined).length >= runs;
    }, this.#stage.signal);
  }

  /** Waits until no execution is at work any more, and every client knows the region that serves traffic. */
  async #settle(): Promise<void> {
    const { signal } = this.#stage;
    await this.#events.end();
    await until(async () => !(await this.#failover.isAtWork()), signal);
    const { region } = this[this.#switch.share > 50 ? 'standby' : 'primary'].clients;
    await until(async () => this.users.believing(region) === 100, signal);
    await this.#pass(10);
  }
}

/** A look that is under way records the old state once more, so this repeats until the ledger stays clear. */
const untilCalm = (failover: FailoverInAccount, signal: AbortSignal): Promise<void> =>
  until(async () => {
    const { watch, standing } = await failover.kept();
    const isNew = (watch?.recoveries ?? []).length === 0 && standing?.endedAt === undefined;
    if (!isNew) await failover.forget();
    return isNew && watch?.wasUp === true && watch.badRounds === 0;
  }, signal);

/** After a takeover the name leads to the primary again as soon as the checkers have seen that the switch is off. */
async function untilAtHome(
  meet: () => Promise<ClientsByName>,
  home: string,
  signal: AbortSignal,
): Promise<ClientsByName> {
  let users = await meet();
  await until(async () => {
    if (users.believing(home) === 100) return true;
    users.leave();
    users = await meet();
    return false;
  }, signal);
  return users;
}
