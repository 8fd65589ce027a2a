import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import { behaviorOf, type Behavior, FATAL_AT_START } from '../../../sample-service/behavior.ts';
import type { Cancel, VirtualClock } from '../../clock.ts';

export type TaskPhase = 'starting' | 'running' | 'draining' | 'stopped';

/** The health of a task in the load balancer; undefined while it is not registered. */
export type TargetHealth = 'initial' | 'healthy' | 'unhealthy' | undefined;

export interface TaskTimes {
  readonly startSeconds: number;
  /** The first health check comes this long after registration: the load balancer checks on its own schedule. */
  readonly firstCheckSeconds: number;
  readonly healthCheckSeconds: number;
  readonly unhealthyAfter: number;
  readonly drainSeconds: number;
}

/** Called whenever a task has changed. */
export interface TaskWatcher {
  changed(task: Task): void;
  /** It ended although no call stopped it, or never passed its health checks. */
  failed(task: Task, failureDetails: TaskFailureDetails): void;
}

/** One task, from its request to its end. Its image's tag chooses how it behaves. */
export class Task {
  readonly address: string;
  readonly deployment: number;
  readonly version: string;
  readonly behavior: Behavior;
  phase: TaskPhase = 'starting';
  health: TargetHealth;
  wasHealthy = false;
  readonly #clock: VirtualClock;
  readonly #times: TaskTimes;
  readonly #watcher: TaskWatcher;
  #cancels: Cancel[] = [];

  constructor(
    clock: VirtualClock,
    of: {
      readonly address: string;
      readonly deployment: number;
      readonly version: string;
      readonly times: TaskTimes;
      readonly watcher: TaskWatcher;
    },
  ) {
    this.#clock = clock;
    this.#times = of.times;
    this.#watcher = of.watcher;
    this.address = of.address;
    this.deployment = of.deployment;
    this.version = of.version;
    this.behavior = behaviorOf(of.version).behavior;
    this.#after(of.times.startSeconds, () => this.#start());
  }

  /** A task that has been serving for long when the story begins. */
  serveAtOnce(): void {
    this.#forget();
    this.phase = 'running';
    this.health = 'healthy';
    this.wasHealthy = true;
  }

  /** Stops: it leaves the load balancer at once, and ends when its requests have ended. */
  stop(): void {
    if (this.phase !== 'starting' && this.phase !== 'running') return;
    this.#forget();
    const drains = this.phase === 'running';
    this.health = undefined;
    this.phase = drains ? 'draining' : 'stopped';
    if (drains) this.#after(this.#times.drainSeconds, () => this.#become('stopped'));
    this.#watcher.changed(this);
  }

  #start(): void {
    if (this.behavior.crashesAtStart) return this.#exit(`fatal: ${FATAL_AT_START}`);
    this.phase = 'running';
    this.health = 'initial';
    const { exitsAfterMs } = this.behavior;
    if (exitsAfterMs !== undefined) {
      this.#after(exitsAfterMs / 1000, () => this.#exit('fatal: the connection pool is exhausted'));
    }
    this.#after(this.#times.firstCheckSeconds, () => this.#check(1));
    this.#watcher.changed(this);
  }

  /** A new target is healthy after its first good answer. */
  #check(number: number): void {
    if (this.behavior.healthy) {
      this.health = 'healthy';
      this.wasHealthy = true;
      this.#watcher.changed(this);
    } else if (number < this.#times.unhealthyAfter) {
      this.#after(this.#times.healthCheckSeconds, () => this.#check(number + 1));
    } else {
      this.#die({
        reason: 'Task failed ELB health checks',
        exitCode: 0,
        lines: ['stopping: finishing the requests in flight'],
      });
    }
  }

  #exit(line: string): void {
    this.#die({ reason: 'Essential container in task exited', exitCode: 1, lines: [line] });
  }

  #die(failureDetails: TaskFailureDetails): void {
    this.#forget();
    this.health = undefined;
    this.#become('stopped');
    this.#watcher.failed(this, failureDetails);
  }

  #become(phase: TaskPhase): void {
    this.phase = phase;
    this.#watcher.changed(this);
  }

  #after(seconds: number, happen: () => void): void {
    this.#cancels.push(this.#clock.after(seconds, happen));
  }

  #forget(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }
}
