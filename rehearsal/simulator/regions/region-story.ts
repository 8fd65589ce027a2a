import { triggers } from '#wire/triggers.ts';
import { filled } from '../machines/event-pattern.ts';
import { primaryRegion } from '../machines/triggers.ts';
import type { Json } from '../asl/json.ts';
import type { Remains } from '../../promises/observation.ts';
import type { RegionRemains } from '../../promises/region-remains.ts';
import type { RegionEvent, RegionPlot } from '../../scenarios/regions/plot.ts';
import { usualSteps } from '../../scenarios/usual-steps.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { SimulatedAccount } from '../machines/account.ts';
import type { RegionWorld } from './region-world.ts';

/** A run that has not ended by then never ends. */
const settlesWithinSeconds = 4 * 3600;
const quietSeconds = 180;
const pollSeconds = 5;

/** Plays a plot between two regions. The account is the standby's. */
export class RegionStory {
  readonly #scenario: Scenario;
  readonly #plot: RegionPlot;
  readonly #account: SimulatedAccount;
  readonly #regions: RegionWorld;
  #isScheduled = true;
  #asked = 0;
  #downSince: number | undefined;

  constructor(scenario: Scenario, plot: RegionPlot, account: SimulatedAccount, regions: RegionWorld) {
    this.#scenario = scenario;
    this.#plot = plot;
    this.#account = account;
    this.#regions = regions;
  }

  async tell(): Promise<Remains> {
    const { clock, world } = this.#account;
    const { live } = this.#scenario.given;
    for (const image of ['v1', 'v2']) world.push(image);
    if (live !== undefined) await world.establish(live);
    const { tasks } = this.#plot.given;
    if (tasks !== undefined) world.service.slots.green.update({ tasks });
    this.#everyMinute();
    await clock.sleep(1);
    // The story does not include how it got there.
    world.observations.splice(0, world.observations.length - 1);
    const before = this.#everything();
    for (const scenarioEvent of this.#plot.when) {
      await this.#happen(scenarioEvent);
      await clock.sleep(scenarioEvent.thenSeconds);
    }
    await this.#settle();
    this.#isScheduled = false;
    this.#account.stopSchedule();
    this.#regions.count();
    return { ...this.#remains(), regions: this.#regionRemains(before === this.#everything()) };
  }

  #everyMinute(): void {
    if (!this.#isScheduled) return;
    this.#account.engine.start('primary-monitor', triggers.monitorEveryMinute.input);
    this.#account.clock.after(60, () => this.#everyMinute());
  }

  async #happen(scenarioEvent: RegionEvent): Promise<void> {
    const { engine, bus, world, clock } = this.#account;
    if ('primary' in scenarioEvent) {
      this.#regions.become(scenarioEvent.primary);
      if (!this.#regions.primary.servesUsers) this.#downSince = clock.now();
    }
    if ('say' in scenarioEvent) engine.start('failover', scenarioEvent.say);
    if ('alarm' in scenarioEvent) {
      const detail = { alarmName: 'api-blue-errors', state: { value: scenarioEvent.alarm } };
      const input = filled(triggers.primaryAlarmed.input, { time: clock.iso(), detail }) as Json;
      for (let delivery = 1; delivery <= scenarioEvent.deliveries; delivery++) engine.start('primary-monitor', input);
    }
    if ('deploy' in scenarioEvent && scenarioEvent.in === 'primary') {
      await this.#regions.primary.deploy(scenarioEvent.deploy, ({ type, detail }) =>
        bus.put('sluice', type, detail, primaryRegion),
      );
    } else if ('deploy' in scenarioEvent) {
      this.#asked++;
      bus.put('rehearsal', 'Deployment Requested', {
        service: world.service.target.service,
        image: scenarioEvent.deploy,
        strategy: { name: 'rehearsed', steps: usualSteps },
        requestedBy: 'rehearsal',
        reason: 'a release in the standby',
      });
    }
  }

  async #settle(): Promise<void> {
    const { clock } = this.#account;
    const deadline = clock.now() + settlesWithinSeconds * 1000;
    for (let quiet = 0; quiet < quietSeconds && clock.now() < deadline; quiet += pollSeconds) {
      await clock.sleep(pollSeconds);
      if (this.#account.running().length > 0) quiet = 0;
    }
  }

  /** What a drill must leave as it was. */
  #everything(): string {
    const { weights, slots } = this.#account.world.service.observe(0);
    return JSON.stringify({ weights, slots, share: this.#regions.dns.share, database: this.#regions.database.role });
  }

  #remains(): Remains {
    const { world } = this.#account;
    const { service } = world.service.target;
    const state = world.table.states.get(service);
    return {
      observations: world.observations,
      lockOwner: world.table.holder(service)?.owner,
      recordedLive: state?.live,
      recordedVersion: state?.release.image.label,
      entries: world.table.deployments(service).map(({ deploymentId, outcome }) => ({ deploymentId, ...outcome })),
      requests: 0,
      failedRequests: 0,
      asked: this.#asked,
    };
  }

  #regionRemains(nothingChanged: boolean): RegionRemains {
    const { failovers, moves, pages, told, dns, unservedSeconds, ports } = this.#regions;
    return {
      runs: failovers.runs(),
      moves,
      pages,
      told,
      share: dns.share,
      unservedSeconds,
      nothingChanged,
      allowedLossSeconds: ports.policy.allowedLossSeconds,
      atWork: failovers.atWorkNow,
      primaryMayDeploy: !this.#regions.primary.isFenced,
      isHeld: failovers.isHeld,
      ...(this.#downSince !== undefined && { downSince: new Date(this.#downSince).toISOString() }),
    };
  }
}
