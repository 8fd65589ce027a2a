import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import type { TaskFailureDetails } from '#domain/deployment/task-failure.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';

/** More than is ever printed. */
const linesRead = 10;

export class EcsStoppedTasks implements StoppedTasks {
  readonly #ecs: ECSClient;
  readonly #logs: CloudWatchLogsClient;

  constructor(ecs: ECSClient, logs: CloudWatchLogsClient) {
    this.#ecs = ecs;
    this.#logs = logs;
  }

  async lastOf(target: ServiceTarget, slot: Slot, taskDefinition: string): Promise<TaskFailureDetails | undefined> {
    const last = (await this.#stopped(target, slot))
      .filter((task) => task.taskDefinitionArn === taskDefinition && task.stoppedAt !== undefined)
      .toSorted((a, b) => Number(a.stoppedAt) - Number(b.stoppedAt))
      .at(-1);
    return last && this.#wordsOf(last, target);
  }

  async diedSince(target: ServiceTarget, slot: Slot, since: Date): Promise<number> {
    const stopped = await this.#stopped(target, slot);
    return stopped.filter((task) => hasDied(task) && Number(task.stoppedAt ?? 0) >= since.getTime()).length;
  }

  async #stopped({ cluster, slots }: ServiceTarget, slot: Slot): Promise<readonly Task[]> {
    const serviceName = slots[slot].ecsService;
    const { taskArns = [] } = await this.#ecs.send(
      new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED' }),
    );
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.#ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return tasks;
  }

  async of(target: ServiceTarget, task: string): Promise<TaskFailureDetails | undefined> {
    const { tasks = [] } = await this.#ecs.send(new DescribeTasksCommand({ cluster: target.cluster, tasks: [task] }));
    return tasks[0] && this.#wordsOf(tasks[0], target);
  }

  async #wordsOf(task: Task, { container }: ServiceTarget): Promise<TaskFailureDetails> {
    const { exitCode, reason } = task.containers?.find(({ name }) => name === container) ?? {};
    return {
      reason: [task.stoppedReason, reason].filter(Boolean).join(': '),
      ...(exitCode === undefined ? {} : { exitCode }),
      lines: await this.#logOf(task, container),
    };
  }

  /** Where the awslogs driver puts it: group and prefix of the task definition, then container and task. */
  async #logOf({ taskArn = '', taskDefinitionArn }: Task, container: string): Promise<readonly string[]> {
    const { taskDefinition } = await this.#ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: taskDefinitionArn }),
    );
    const definition = taskDefinition?.containerDefinitions?.find(({ name }) => name === container);
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = definition?.logConfiguration?.options ?? {};
    if (group === undefined || prefix === undefined) return [];
    const stream = `${prefix}/${container}/${taskArn.slice(taskArn.lastIndexOf('/') + 1)}`;
    return this.#endOf(group, stream);
  }

  async #endOf(logGroupName: string, logStreamName: string): Promise<readonly string[]> {
    try {
      const { events = [] } = await this.#logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName, limit: linesRead, startFromHead: false }),
      );
      return events.map(({ message = '' }) => message);
    } catch (error) {
      // A container that never ran has no log.
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
  }
}

/** What ECS itself stops is healthy, but for a task whose health checks fail. */
const hasDied = ({ stopCode, stoppedReason = '' }: Task): boolean =>
  stopCode === 'EssentialContainerExited' || stopCode === 'TaskFailedToStart' || /health check/i.test(stoppedReason);
