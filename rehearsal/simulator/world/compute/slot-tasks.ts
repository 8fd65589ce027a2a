import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import type { SlotStatus } from '#domain/slots/rollout.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { VirtualClock } from '../../clock.ts';
import type { SeededRandom } from '../../random.ts';
import { between, type Knobs } from '../knobs.ts';
import { Task, type TaskWatcher } from './task.ts';

interface Rollout {
  readonly number: number;
  readonly taskDefinition: string;
  failed: number;
  failedInARow: number;
  state: SlotStatus['rollout'];
  reason: string;
}

/** The circuit breaker's: half of the wanted tasks, at least 3, at most 200. */
const breaksAfter = (desired: number): number => Math.min(200, Math.max(3, Math.ceil(desired / 2)));
/** ECS restarts a task that keeps dying after ever longer pauses, up to 15 minutes. */
const firstPauseSeconds = 2;
const longestPauseSeconds = 900;

/** One ECS service: the desired number of tasks of a task definition, replaced when they die. */
export class SlotTasks implements TaskWatcher {
  desired = 0;
  readonly #name: Slot;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #knobs: Knobs;
  readonly #versionOf: (taskDefinition: string) => string;
  readonly #tellWorld: () => void;
  readonly #tellOf: (stoppedReason: string) => void;
  #tasks: Task[] = [];
  #rollout: Rollout;
  #waiting = false;
  #started = 0;
  readonly #deaths: number[] = [];
  /** Of the task that stopped last, by task definition. */
  readonly #failureDetails = new Map<string, TaskFailureDetails>();

  constructor(options: {
    readonly name: Slot;
    readonly clock: VirtualClock;
    readonly random: SeededRandom;
    readonly knobs: Knobs;
    readonly template: string;
    readonly versionOf: (taskDefinition: string) => string;
    readonly tellWorld: () => void;
    /** Receives the reason when a task stops although no call asked for it. */
    readonly tellOf: (stoppedReason: string) => void;
  }) {
    this.#name = options.name;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#knobs = options.knobs;
    this.#versionOf = options.versionOf;
    this.#tellWorld = options.tellWorld;
    this.#tellOf = options.tellOf;
    this.#rollout = { ...begun(0, options.template), state: 'completed', reason: 'nothing was ever asked for' };
  }

  get taskDefinition(): string {
    return this.#rollout.taskDefinition;
  }

  /** In the load balancer, healthy or not. */
  get targets(): readonly Task[] {
    return this.#tasks.filter(({ phase }) => phase === 'running');
  }

  get healthy(): readonly Task[] {
    return this.#tasks.filter(({ health }) => health === 'healthy');
  }

  diedSince(since: number): number {
    return this.#deaths.filter((at) => at >= since).length;
  }

  failureDetails(taskDefinition: string): TaskFailureDetails | undefined {
    return this.#failureDetails.get(taskDefinition);
  }

  status(): SlotStatus {
    const { taskDefinition, failed, state, reason } = this.#rollout;
    return { taskDefinition, desired: this.desired, running: this.targets.length, failed, rollout: state, reason };
  }

  /** UpdateService: another task definition begins a rollout, another count alone does not. */
  update(wanted: { readonly taskDefinition?: string; readonly tasks: number }): void {
    const { taskDefinition = this.taskDefinition, tasks } = wanted;
    if (taskDefinition !== this.taskDefinition) this.#rollout = begun(this.#rollout.number + 1, taskDefinition);
    this.desired = tasks;
    this.#reconcile();
    this.#tellWorld();
  }

  /** The same version and count, on new tasks. */
  renew(): void {
    this.#rollout = begun(this.#rollout.number + 1, this.taskDefinition);
    this.#reconcile();
    this.#tellWorld();
  }

  /** A slot that has already served for long when the story begins. */
  serveAtOnce(taskDefinition: string, tasks: number): void {
    this.update({ taskDefinition, tasks });
    for (const task of this.#tasks) task.serveAtOnce();
    this.#reconcile();
    this.#tellWorld();
  }

  changed(task: Task): void {
    if (task.health === 'healthy') this.#rollout.failedInARow = 0;
    this.#tasks = this.#tasks.filter(({ phase }) => phase !== 'stopped');
    this.#reconcile();
    this.#tellWorld();
  }

  failed(task: Task, failureDetails: TaskFailureDetails): void {
    this.#deaths.push(this.#clock.now());
    this.#tellOf(failureDetails.reason);
    if (task.deployment !== this.#rollout.number) return;
    this.#failureDetails.set(this.taskDefinition, failureDetails);
    this.#rollout.failedInARow++;
    if (this.#rollout.state !== 'in-progress' || task.wasHealthy) return;
    this.#rollout.failed++;
    this.#rollout.reason = failureDetails.reason;
    if (this.#rollout.failed >= breaksAfter(this.desired)) {
      this.#rollout.state = 'failed';
      this.#rollout.reason = `ECS deployment circuit breaker: tasks failed to start.`;
    }
  }

  #reconcile(): void {
    const alive = this.#tasks.filter(({ phase }) => phase === 'starting' || phase === 'running');
    const current = alive.filter(({ deployment }) => deployment === this.#rollout.number);
    const former = alive.filter(({ deployment }) => deployment !== this.#rollout.number);
    const well = current.filter(({ health }) => health === 'healthy').length;
    for (const surplus of current.slice(this.desired)) surplus.stop();
    if (well >= this.desired) for (const task of former) task.stop();
    if (current.length < this.desired && this.#rollout.state !== 'failed')
      this.#startSoon(this.desired - current.length);
    const isDone = well === this.desired && current.length === this.desired && former.length === 0;
    if (isDone && this.#rollout.state === 'in-progress') {
      Object.assign(this.#rollout, { state: 'completed', reason: `deployment ${this.#rollout.number} completed` });
    }
  }

  #startSoon(missing: number): void {
    const { failedInARow } = this.#rollout;
    if (failedInARow === 0) {
      for (let started = 0; started < missing; started++) this.#tasks.push(this.#newTask());
      return;
    }
    if (this.#waiting) return;
    this.#waiting = true;
    this.#clock.after(Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (failedInARow - 1)), () => {
      this.#waiting = false;
      this.#startMissing();
    });
  }

  #startMissing(): void {
    if (this.#rollout.state === 'failed') return;
    const alive = this.#tasks.filter(({ phase, deployment }) => {
      return deployment === this.#rollout.number && (phase === 'starting' || phase === 'running');
    });
    for (let missing = this.desired - alive.length; missing > 0; missing--) this.#tasks.push(this.#newTask());
    this.#tellWorld();
  }

  #newTask(): Task {
    const { healthCheckSeconds, unhealthyAfter, drainSeconds, taskStartSeconds } = this.#knobs;
    return new Task(this.#clock, {
      address: `${this.#name}-${++this.#started}:3000`,
      deployment: this.#rollout.number,
      version: this.#versionOf(this.#rollout.taskDefinition),
      watcher: this,
      times: {
        startSeconds: between(this.#random, taskStartSeconds),
        firstCheckSeconds: this.#random.next() * healthCheckSeconds,
        healthCheckSeconds,
        unhealthyAfter,
        drainSeconds,
      },
    });
  }
}

const begun = (number: number, taskDefinition: string): Rollout => ({
  number,
  taskDefinition,
  failed: 0,
  failedInARow: 0,
  state: 'in-progress',
  reason: `deployment ${number} in progress`,
});
