import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { OneOffTasks as OneOffTasksPort } from '#ports/compute/one-off-tasks.ts';
import { behaviorOf, jobFailure } from '../../../sample-service/behavior.ts';
import type { VirtualClock } from '../../clock.ts';
import type { SeededRandom } from '../../random.ts';
import { between, type Knobs } from '../knobs.ts';

export interface OneOffTask {
  readonly arn: string;
  readonly startedBy: string;
  readonly container: string;
  readonly command: readonly string[];
  /** Undefined while it runs. */
  failureDetails?: TaskFailureDetails;
  /** When it has ended, for any reason. */
  readonly ended: Promise<undefined>;
}

interface Request {
  readonly taskDefinition: string;
  readonly container: string;
  readonly command: readonly string[];
  readonly startedBy: string;
}

const jobSeconds = 5;
const outOfMemory: TaskFailureDetails = {
  reason: 'OutOfMemoryError: Container killed due to memory usage',
  exitCode: 137,
  lines: [],
};

/** Tasks that belong to no service: each does one thing with an image, and ends. */
export class OneOffTasks implements OneOffTasksPort {
  /** In the order in which they began. */
  readonly all: OneOffTask[] = [];
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #knobs: Knobs;
  readonly #versionOf: (taskDefinition: string) => string;
  readonly #tell = new Map<string, (nothing: undefined) => void>();

  constructor(options: {
    readonly clock: VirtualClock;
    readonly random: SeededRandom;
    readonly knobs: Knobs;
    readonly versionOf: (taskDefinition: string) => string;
  }) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#knobs = options.knobs;
    this.#versionOf = options.versionOf;
  }

  /** Starts at once, and ends by itself unless its version never does. */
  run({ taskDefinition, ...request }: Request): OneOffTask {
    const arn = `arn:aws:ecs:us-east-1:123456789012:task/sluice/${this.#random.uuid()}`;
    const { promise: ended, resolve } = Promise.withResolvers<undefined>();
    const task: OneOffTask = { arn, ...request, ended };
    this.all.push(task);
    this.#tell.set(arn, resolve);
    const { behavior } = behaviorOf(this.#versionOf(taskDefinition));
    const seconds = between(this.#random, this.#knobs.taskStartSeconds) + jobSeconds;
    if (!behavior.jobHangs) {
      this.#clock.after(seconds, () => this.#end(task, wordsOf(request.command, behavior.jobFails)));
    }
    return task;
  }

  async stopAll(_: ServiceTarget, startedBy: string): Promise<readonly string[]> {
    const left = this.running(startedBy).map(({ arn }) => arn);
    for (const arn of left) this.stop(arn, 'It took longer than it may');
    return left;
  }

  running(startedBy: string): readonly OneOffTask[] {
    return this.all.filter((task) => task.startedBy === startedBy && task.failureDetails === undefined);
  }

  find(arn: string): OneOffTask | undefined {
    return this.all.find((task) => task.arn === arn);
  }

  stop(arn: string, reason: string): void {
    const task = this.find(arn);
    if (task !== undefined) this.#end(task, { reason, exitCode: 143, lines: [`job: ${task.command.join(' ')}`] });
  }

  /** Killed by the host: it had no memory left. */
  kill(arn: string): void {
    const task = this.find(arn);
    if (task !== undefined) this.#end(task, outOfMemory);
  }

  #end(task: OneOffTask, failureDetails: TaskFailureDetails): void {
    task.failureDetails ??= failureDetails;
    this.#tell.get(task.arn)?.(undefined);
  }
}

function wordsOf(command: readonly string[], fails: boolean): TaskFailureDetails {
  const words = command.join(' ');
  const reason = 'Essential container in task exited';
  return fails
    ? { reason, exitCode: 1, lines: [`job: ${words}`, `fatal: ${jobFailure(words)}`] }
    : { reason, exitCode: 0, lines: [`job: ${words}`, 'job: done'] };
}
