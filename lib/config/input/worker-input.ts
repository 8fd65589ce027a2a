import type { ContainerInput, PermissionsInput } from './container-input.ts';
import type { Duration } from '#config/schema/duration.ts';
import type { ImageInput } from './image-input.ts';
import type { TasksInput } from './tasks-input.ts';
import type { SpotShares } from '#config/resolve/spot-shares.ts';

/**
 * A worker takes messages from a queue, and nobody sends it requests. A new version starts beside the old one, and both take
 * messages until it has baked.
 */
export interface WorkerInput extends WorkerOverride {
  /** Where its container image comes from. */
  image: ImageInput;
  /**
   * The name of a queue that exists, in each region. What it does with messages that are not finished is its own affair.
   * @default a queue of its own, `sluice-<environment>-<worker>`, with one for messages that failed three times
   */
  queue?: string | undefined;
  /**
   * How long a message may take. One that is not finished by then, or whose task was stopped, is given to another task.
   * @default '30 min'
   */
  limit?: Duration | undefined;
  /**
   * How its container runs. `healthCommand` is the only one that asks it how it is.
   * @default user 1000, x86, nothing to write to
   */
  container?: ContainerInput | undefined;
}

/** What an environment changes about a worker. Variables and secrets are added by name, everything else is replaced. */
export interface WorkerOverride {
  /**
   * Fargate CPU units, 1024 for each vCPU: 256, 512, 1024, 2048, 4096, 8192 or 16384.
   * @default 2048
   */
  cpu?: number | undefined;
  /**
   * Memory of a task in MiB.
   * @default twice `cpu`: 4096 for two vCPU
   */
  memoryMiB?: number | undefined;
  /**
   * How many tasks run, from an empty queue to a full one.
   * @default development 1 to 2, staging 2 to 5, production 3 to 20
   */
  tasks?: TasksInput | undefined;
  /**
   * How many messages may wait for each task. More of them for 3 minutes bring two tasks, a tenth of them for 15 minutes
   * takes one away.
   * @default 100
   */
  messagesPerTask?: number | undefined;
  /** See `ServiceInput.spot`. A message whose task is taken away is given to another one. */
  spot?: number | SpotShares | undefined;
  /**
   * How long both versions work before the old one stops. Tasks that keep stopping meanwhile send the new one back.
   * @default development 0, staging '2 min', production '15 min'
   */
  bake?: Duration | undefined;
  /**
   * What it may do in the account, beside taking messages from its queue.
   * @default nothing
   */
  permissions?: PermissionsInput | undefined;
  /**
   * Environment variables of the container, beside `QUEUE_URL`. Not for passwords, keys and tokens.
   * @default none
   */
  environment?: Record<string, string> | undefined;
  /**
   * Environment variables whose value is a secret, by reference.
   * @default none
   */
  secrets?: Record<string, string> | undefined;
}
