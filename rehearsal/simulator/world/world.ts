import { rememberingFold } from '#domain/judge/fold-memory.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Observation } from '../../promises/observation.ts';
import type { Load } from '../../scenarios/scenario.ts';
import type { VirtualClock } from '../clock.ts';
import type { SeededRandom } from '../random.ts';
import { SimulatedBuilds } from './images/builds.ts';
import { SimulatedPlatform } from './compute/container-platform.ts';
import { SimulatedDecisions } from './ledger/decisions.ts';
import { SimulatedSnapshots } from './database/database-snapshots.ts';
import { SimulatedLock } from './ledger/deployment-lock.ts';
import { SimulatedExecutions } from './workflows/executions.ts';
import { digestOf, SimulatedRegistry } from './images/image-registry.ts';
import { SimulatedScanner } from './images/image-scanner.ts';
import type { Knobs } from './knobs.ts';
import { SimulatedHistory } from './ledger/history.ts';
import { SimulatedLedger } from './ledger/ledger.ts';
import { LedgerTable } from './ledger/ledger-table.ts';
import { SimulatedMetrics } from './metrics/metric-source.ts';
import { SimulatedWaits } from './ledger/open-waits.ts';
import { SimulatedScaling } from './compute/auto-scaling.ts';
import { SimulatedCatalogue } from './compute/service-catalogue.ts';
import { OneOffTasks } from './compute/one-off-tasks.ts';
import { SimulatedReleases } from './compute/releases.ts';
import { ServiceInAccount } from './service-in-account.ts';
import { SimulatedStoppedTasks } from './compute/stopped-tasks.ts';
import { SimulatedQuota } from './compute/task-quota.ts';
import { SimulatedTestRoute } from './traffic/test-route.ts';
import { SimulatedMetricSnapshots } from './metrics/metric-snapshots.ts';
import { SimulatedAlarms } from './metrics/slot-alarms.ts';
import { type Machines, noMachines } from './workflows/machines.ts';
import { SimulatedRouter } from './traffic/traffic-router.ts';
import { Users } from './users.ts';
import { SimulatedWaiters } from './workflows/waiters.ts';
import { SimulatedLine } from './ledger/deployment-queue.ts';

export interface WorldOptions {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly knobs: Knobs;
  readonly target: ServiceTarget;
  readonly requestsPerSecond: number;
  readonly machines?: Machines;
  /** The events that the account's services send to EventBridge. */
  readonly tell?: (source: string, detailType: string, detail: unknown) => void;
}

/** An account in memory: everything that ports may read or change, and what its users see. */
export class SimulatedWorld {
  readonly startedAt: number;
  readonly service: ServiceInAccount;
  readonly oneOffTasks: OneOffTasks;
  readonly builds: SimulatedBuilds;
  readonly registry: SimulatedRegistry;
  readonly table = new LedgerTable();
  readonly alarms: SimulatedAlarms;
  readonly metrics: SimulatedMetrics;
  readonly quota = new SimulatedQuota();
  readonly users: Users;
  /** Nothing scales where the story sets no load. */
  scaling: SimulatedScaling | undefined;
  /** Every state that the account was in, from one change to the next. */
  readonly observations: Observation[] = [];
  readonly ports;
  readonly #clock: VirtualClock;
  readonly #tags = new Map<string, string>();
  #seen = '';

  constructor(options: WorldOptions) {
    const { clock, random, knobs, target, requestsPerSecond } = options;
    const { machines = noMachines, tell = () => {} } = options;
    this.#clock = clock;
    this.startedAt = clock.now();
    this.alarms = new SimulatedAlarms(clock);
    this.registry = new SimulatedRegistry(clock, knobs.copySeconds);
    const tagOf = (digest: string) => this.#tags.get(digest) ?? 'unknown';
    this.service = new ServiceInAccount({
      target,
      clock,
      random,
      knobs,
      tagOf,
      tellWorld: () => this.#changed(),
      tellOf: (detail) => tell('aws.ecs', 'ECS Task State Change', detail),
    });
    this.builds = new SimulatedBuilds(clock, (tag) => this.push(tag));
    this.oneOffTasks = new OneOffTasks({
      clock,
      random: random.fork('one-off tasks'),
      knobs,
      versionOf: (taskDefinition) => this.service.versionOf(taskDefinition),
    });
    this.users = new Users(clock, requestsPerSecond, this.service);
    this.metrics = new SimulatedMetrics(clock, () => this.users.minutes(), knobs.metricLagSeconds);
    const serviceOf = ({ service }: ServiceTarget) => {
      if (service === target.service) return this.service;
      throw Object.assign(new Error(`There is no service ${service}.`), { name: 'ServiceNotFoundException' });
    };
    this.ports = {
      alarms: this.alarms,
      catalogue: new SimulatedCatalogue([target]),
      decisions: new SimulatedDecisions(this.table),
      executions: new SimulatedExecutions(machines),
      history: new SimulatedHistory(this.table),
      ledger: new SimulatedLedger(this.table),
      queue: new SimulatedLine(this.table),
      lock: new SimulatedLock(this.table),
      oneOffTasks: this.oneOffTasks,
      metrics: this.metrics,
      platform: new SimulatedPlatform(serviceOf),
      quota: this.quota,
      registry: this.registry,
      releases: new SimulatedReleases(serviceOf),
      snapshots: new SimulatedSnapshots(clock),
      scanner: new SimulatedScanner(clock, knobs.scanSeconds, tagOf),
      router: new SimulatedRouter(serviceOf),
      metricSnapshots: new SimulatedMetricSnapshots(this.table),
      stopped: new SimulatedStoppedTasks(serviceOf, this.oneOffTasks),
      testRoute: new SimulatedTestRoute((address) => this.service.taskAt(address)),
      waiters: new SimulatedWaiters(machines),
      waits: new SimulatedWaits(this.table),
      now: () => new Date(clock.now()),
      foldMinutes: rememberingFold(),
      softTimeout: () => clock.sleep(5).then(() => undefined),
    };
    this.#changed();
  }

  /** How busy the requests keep the tasks from now on. */
  beUnderLoad(load: Load): void {
    this.scaling ??= new SimulatedScaling(this.service, this.#clock);
    this.scaling.load = load;
  }

  /** By the address of an image. */
  tagOf(uri: string): string {
    return this.#tags.get(uri.slice(uri.indexOf('@') + 1)) ?? 'unknown';
  }

  push(tag: string): void {
    this.#tags.set(digestOf(tag), tag);
    this.registry.push(this.service.target.repository, tag);
  }

  /** A version that has been live for long when the story begins. */
  async establish(tag: string): Promise<void> {
    const { target, slots, rule } = this.service;
    const image = await this.registry.find(target.repository, tag);
    if (image === undefined) throw new Error(`${tag} has not been pushed.`);
    const taskDefinition = this.service.register(image);
    slots.green.serveAtOnce(taskDefinition, target.tasks.min);
    rule.putInPlace({ blue: 0, green: 100 });
    // The story does not include how it got there.
    this.observations.splice(0, this.observations.length - 1);
    this.table.states.set(target.service, {
      live: 'green',
      release: { image, taskDefinition },
      deploymentId: 'before-the-story',
    });
  }

  get elapsedSeconds(): number {
    return (this.#clock.now() - this.startedAt) / 1000;
  }

  /** Receives every change, however small, and keeps those that an observer could see. */
  #changed(): void {
    this.users.accountChanged();
    const { weights, slots } = this.service.observe(0);
    const state = JSON.stringify({ weights, slots });
    if (state === this.#seen) return;
    this.#seen = state;
    this.observations.push({ elapsedSeconds: this.elapsedSeconds, weights, slots });
  }
}
