import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import type { Release } from '#domain/images/release.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { DeploymentEntry } from '#domain/ledger/deployment-entry.ts';
import { weightsWith, type Weights } from '#domain/slots/weights.ts';
import { VirtualClock } from '#rehearsal/simulator/clock.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';
import type { Knobs } from '#rehearsal/simulator/world/knobs.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';
import { SimulatedWorld } from '#rehearsal/simulator/world/world.ts';

export const untilScanned = 30;
export const untilCopied = 60;

/** Round figures, so that a test can say how long it waits. */
const knobs: Knobs = {
  taskStartSeconds: [10, 10],
  healthCheckSeconds: 5,
  unhealthyAfter: 2,
  drainSeconds: 10,
  weightSeconds: [2, 2],
  callSeconds: [0, 0],
  scanSeconds: untilScanned,
  copySeconds: untilCopied,
  metricLagSeconds: 30,
};

export const tasksWanted = 3;
/** Long enough for every task to start and to be found healthy. */
export const untilHealthy = 20;
export const untilInPlace = 2;

export const api: ServiceTarget = targetOf({
  name: 'api',
  environment: 'production',
  region: 'us-east-1',
  repository: 'api',
  tasks: { min: tasksWanted, max: 20 },
  strategy: { name: 'short', steps: [{ weight: 100, bakeSeconds: 60 }] },
});

/** An account in which only the test acts, and time passes only when the test says so. */
export class Account {
  readonly clock = new VirtualClock('2026-01-05T09:00:00.000Z');
  readonly world: SimulatedWorld;
  readonly #running = new Set<string>();
  readonly #failureDetails = new Map<string, string>();
  /** The answer to each token that an execution waits with. */
  readonly heard = new Map<string, string>();

  private constructor() {
    const random = new SeededRandom(1);
    this.world = new SimulatedWorld({
      clock: this.clock,
      random,
      knobs,
      target: api,
      requestsPerSecond: 0,
      machines: {
        isRunning: (execution) => this.#running.has(execution),
        failureOf: (execution) => this.#failureDetails.get(execution),
        stop: (execution, error, cause) => {
          this.#running.delete(execution);
          this.#failureDetails.set(execution, `${error}: ${cause}`);
        },
        wasStopped: () => false,
        answer: (token) => this.#hear(token, 'goes on'),
        fail: (token, error, cause) => this.#hear(token, `${error}: ${cause}`),
      },
    });
    for (const tag of [
      'v1',
      'v2',
      'v2-crash-at-start',
      'v2-never-healthy',
      'v2-degraded',
      'v2-critical',
      'v2-unscannable',
      'v2-job-fails',
      'v2-job-hangs',
    ])
      this.world.push(tag);
  }

  static empty(): Account {
    return new Account();
  }

  /** v1 serves every user on green. */
  static async serving(): Promise<Account> {
    const account = new Account();
    await account.world.establish('v1');
    return account;
  }

  get ports() {
    return this.world.ports;
  }

  async pass(seconds: number): Promise<void> {
    await this.clock.runFor(seconds);
  }

  #hear(token: string, words: string): boolean {
    if (this.heard.has(token)) return false;
    this.heard.set(token, words);
    return true;
  }

  executionRuns(execution: string): void {
    this.#running.add(execution);
  }

  async release(tag: string): Promise<Release> {
    const image = await this.ports.registry.find('api', tag);
    if (image === undefined) throw new Error(`${tag} was never pushed`);
    return { image, taskDefinition: await this.ports.platform.register(api, image) };
  }

  entry(deploymentId: string): DeploymentEntry {
    return {
      deploymentId,
      service: 'api',
      requestId: `request of ${deploymentId}`,
      startedAt: this.clock.iso(),
      execution: `execution of ${deploymentId}`,
      image: 'v2',
      requestedBy: 'a test',
      reason: 'a test',
    };
  }

  /** A deployment that has been admitted and has no plan yet. Returns its number. */
  async holding(deploymentId = 'd-1'): Promise<number> {
    const entry = this.entry(deploymentId);
    const admission = await this.ports.ledger.admit(entry, '2026-01-07T09:00:00.000Z');
    if (admission.kind !== 'admitted') throw new Error(`not admitted: ${admission.kind}`);
    return admission.fence;
  }

  /** A deployment from green to blue that holds the service. */
  async admitted(deploymentId = 'd-1'): Promise<DeploymentPlan> {
    const plan: DeploymentPlan = {
      deploymentId,
      fence: await this.holding(deploymentId),
      target: api,
      live: { slot: 'green', tasks: tasksWanted },
      capacity: tasksWanted,
      shift: { to: 'blue', steps: [{ weight: 100, bakeSeconds: 60 }], judging: {} },
    };
    await this.ports.ledger.keep('api', deploymentId, { plan });
    return plan;
  }

  /** Another execution takes the service over: from now on every earlier plan is stale. */
  async takenOver(deploymentId = 'd-1'): Promise<void> {
    const by = { owner: deploymentId, execution: 'a rollback', expiresAt: '2026-01-07T09:00:00.000Z' };
    await this.ports.lock.takeOver('api', by);
  }

  /** The release runs on blue beside v1 on green, healthy and without traffic. */
  async besideLive(tag = 'v2'): Promise<Release> {
    const release = await this.release(tag);
    await this.ports.platform.run(api, 'blue', { taskDefinition: release.taskDefinition, tasks: tasksWanted });
    await this.pass(untilHealthy);
    return release;
  }

  async shifted(slot: Slot, weight: number): Promise<void> {
    await this.ports.router.setWeights(api, weightsWith(slot, weight));
    await this.pass(untilInPlace);
  }

  weights(): Weights {
    return this.world.service.rule.weights;
  }

  running(slot: Slot): number {
    return this.world.service.slots[slot].status().running;
  }

  desired(slot: Slot): number {
    return this.world.service.slots[slot].desired;
  }

  lockOwner(): string | undefined {
    return this.world.table.holder('api')?.owner;
  }

  outcome(deploymentId = 'd-1') {
    return this.world.table.find('api', deploymentId)?.outcome;
  }

  live(): { slot: Slot; version: string } | undefined {
    const state = this.world.table.states.get('api');
    return state && { slot: state.live, version: state.release.image.label };
  }

  /** Everything that a step could have changed. */
  everything(): unknown {
    return structuredClone({
      weights: this.weights(),
      blue: this.world.service.slots.blue.status(),
      green: this.world.service.slots.green.status(),
      live: this.live(),
      lock: this.world.table.holder('api'),
      deployments: this.world.table.deployments('api'),
      line: [...this.world.table.queue('api').values()],
    });
  }
}
