import type { Image } from '#domain/images/release.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { Observation } from '../../promises/observation.ts';
import type { VirtualClock } from '../clock.ts';
import type { SeededRandom } from '../random.ts';
import { between, type Knobs } from './knobs.ts';
import { RouterRule } from './traffic/router-rule.ts';
import { SlotTasks } from './compute/slot-tasks.ts';
import type { Task } from './compute/task.ts';

export interface TaskStopped {
  readonly clusterArn: string;
  readonly group: string;
  readonly lastStatus: 'STOPPED';
  readonly stoppedReason: string;
}

/** One service as the account has it: two slots, one rule, and the revisions that were registered. */
export class ServiceInAccount {
  readonly target: ServiceTarget;
  readonly rule: RouterRule;
  readonly slots: Readonly<Record<Slot, SlotTasks>>;
  readonly #versions = new Map<string, string>();
  readonly #forgotten = new Set<string>();
  /** By digest: the tag that decides how a task behaves. */
  readonly #tagOf: (digest: string) => string;

  constructor(options: {
    readonly target: ServiceTarget;
    readonly clock: VirtualClock;
    readonly random: SeededRandom;
    readonly knobs: Knobs;
    readonly tagOf: (digest: string) => string;
    readonly tellWorld: () => void;
    /** Receives the reason, in ECS's words, when a task stops although no call asked for it. */
    readonly tellOf: (detail: TaskStopped) => void;
  }) {
    const { target, clock, random, knobs, tellWorld } = options;
    this.target = target;
    this.#tagOf = options.tagOf;
    const lags = random.fork('weights');
    this.rule = new RouterRule({
      clock,
      weights: { blue: 100, green: 0 },
      delaySeconds: () => between(lags, knobs.weightSeconds),
      tellWorld,
    });
    const slot = (name: Slot) =>
      new SlotTasks({
        name,
        clock,
        random: random.fork(name),
        knobs,
        template: `${target.templateFamily}:1`,
        versionOf: (taskDefinition) => this.versionOf(taskDefinition),
        tellWorld,
        tellOf: (stoppedReason) =>
          options.tellOf({
            clusterArn: `arn:aws:ecs:${target.region}:123456789012:cluster/${target.cluster}`,
            group: `service:${target.slots[name].ecsService}`,
            lastStatus: 'STOPPED',
            stoppedReason,
          }),
      });
    this.slots = { blue: slot('blue'), green: slot('green') };
  }

  /** The tag of the image that a revision runs. */
  versionOf(taskDefinition: string): string {
    return this.#versions.get(taskDefinition) ?? 'unknown';
  }

  /** Newest first, without deregistered revisions. */
  revisions(): readonly string[] {
    return [...this.#versions.keys()].filter((revision) => !this.#forgotten.has(revision)).reverse();
  }

  forget(revision: string): void {
    this.#forgotten.add(revision);
  }

  /** ECS starts no task from a deregistered revision. */
  mustBeActive(revision: string): void {
    if (this.#forgotten.has(revision)) throw new Error(`TaskDefinition is inactive: ${revision}`);
  }

  taskAt(address: string): Task | undefined {
    return slots.flatMap((slot) => this.slots[slot].targets).find((task) => task.address === address);
  }

  register({ digest }: Image): string {
    const revision = `${this.target.templateFamily}-release:${this.#versions.size + 1}`;
    const arn = `arn:aws:ecs:${this.target.region}:123456789012:task-definition/${revision}`;
    this.#versions.set(arn, this.#tagOf(digest));
    return arn;
  }

  observe(elapsedSeconds: number): Observation {
    const slot = (name: Slot) => {
      const { desired, taskDefinition, targets, healthy } = this.slots[name];
      const version = this.#versions.get(taskDefinition);
      return {
        desired,
        running: targets.length,
        healthyTargets: healthy.length,
        ...(version === undefined ? {} : { version }),
      };
    };
    return { elapsedSeconds, weights: this.rule.weights, slots: { blue: slot('blue'), green: slot('green') } };
  }
}
