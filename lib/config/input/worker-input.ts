import type { ContainerInput, PermissionsInput } from './container-input.ts';
import type { Duration } from '#config/schema/duration.ts';
import type { ImageInput } from './image-input.ts';
import type { TasksInput } from './tasks-input.ts';
import type { SpotShares } from '#config/resolve/spot-shares.ts';

/**
 * A worker processes messages from a queue and receives no requests. A new version starts beside the old one, and both
 * process messages until the new version has baked.
 */
export interface WorkerInput extends WorkerOverride {
  /** Where the container image comes from. */
  image: ImageInput;
  /**
   * The name of an existing queue, in each region. You manage its redrive policy and its dead-letter queue.
   * @default Sluice creates a queue, `sluice-<environment>-<worker>`, with a dead-letter queue for messages that failed
   * three times
   */
  queue?: string | undefined;
  /**
   * How long a task may take to process a message. If the task does not finish in this time, or is stopped, another
   * task receives the message.
   * @default '30 min'
   */
  limit?: Duration | undefined;
  /**
   * How the container runs. `healthCommand` is the only health check of a worker.
   * @default user 1000, x86, no writable folders
   */
  container?: ContainerInput | undefined;
}

/**
 * The settings of a worker that an environment may override. `environment` and `secrets` are merged by name; any other
 * field replaces the worker's value.
 */
export interface WorkerOverride {
  /**
   * The CPU units of a task: 256, 512, 1024, 2048, 4096, 8192 or 16384. 1024 units are one vCPU.
   * @default 2048
   */
  cpu?: number | undefined;
  /**
   * The memory of a task in MiB.
   * @default twice `cpu`: 4096 for two vCPU
   */
  memoryMiB?: number | undefined;
  /**
   * The minimum and maximum number of tasks.
   * @default development 1 to 2, staging 2 to 5, production 3 to 20
   */
  tasks?: TasksInput | undefined;
  /**
   * How many messages may wait in the queue for each task. Above this number for 3 minutes, two tasks are added. Below
   * a tenth of it for 15 minutes, one task is removed.
   * @default 100
   */
  messagesPerTask?: number | undefined;
  /** See `ServiceInput.spot`. If AWS stops a Spot task, another task receives its message. */
  spot?: number | SpotShares | undefined;
  /**
   * How long both versions run before the old one stops. If tasks of the new version keep stopping during this time, it
   * is rolled back.
   * @default development 0, staging '2 min', production '15 min'
   */
  bake?: Duration | undefined;
  /**
   * The AWS permissions of the worker, in addition to those for its queue.
   * @default none
   */
  permissions?: PermissionsInput | undefined;
  /**
   * Environment variables of the container, in addition to `QUEUE_URL`. Passwords, keys and tokens are refused here;
   * use `secrets` for them.
   * @default none
   */
  environment?: Record<string, string> | undefined;
  /**
   * Environment variables whose values are secrets, by reference. See `ServiceInput.secrets`.
   * @default none
   */
  secrets?: Record<string, string> | undefined;
}
