import type { Balancing } from '#wire/service-specification.ts';
import type { StrategyPreset } from '#wire/strategy-presets.ts';
import type { ContainerInput, PermissionsInput } from './container-input.ts';
import type { EnvironmentInput } from './environment-input.ts';
import type { HookInput } from './hook-input.ts';
import type { ImageInput } from './image-input.ts';
import type { MigrationInput } from './migration-input.ts';
import type { RouteInput } from './route-input.ts';
import type { ScalingInput } from './scaling-input.ts';
import type { SpotShares } from '#config/resolve/spot-shares.ts';
import type { TasksInput } from './tasks-input.ts';
import type { WorkerInput } from './worker-input.ts';
import type { StrategyInput } from './strategy-input.ts';

/** What `sluice.config.ts` says: the services, and the environments that run all of them. */
export interface SluiceInput {
  /**
   * The services by name: lower-case letters, digits and hyphens, at most 32. The name is what a deployment asks for.
   * At least one.
   */
  services: Record<string, ServiceInput>;
  /**
   * The workers by name, which no service has: they take messages from a queue.
   * @default none
   */
  workers?: Record<string, WorkerInput> | undefined;
  /**
   * The environments by name, at least one. `development`, `staging` and `production` bring their own defaults; an
   * environment with another name says which of them it is `like`. `{}` takes every default.
   */
  environments: Record<string, EnvironmentInput>;
}

/** One service, the same in every environment except for what an environment overrides. */
export interface ServiceInput {
  /** Where its container image comes from. */
  image: ImageInput;
  /** The port that the container listens on, 1 to 65535. */
  port: number;
  /**
   * Fargate CPU units, 1024 for each vCPU: 256, 512, 1024, 2048, 4096, 8192 or 16384.
   * @default 1024
   */
  cpu?: number | undefined;
  /**
   * Memory of a task in MiB. Fargate sells only some sizes with each `cpu`; a wrong pair is answered with the right ones.
   * @default twice `cpu`: 2048 for one vCPU
   */
  memoryMiB?: number | undefined;
  /**
   * The paths that say whether it is well, 1 to 10. Each is asked before traffic moves: 5 s to answer, 3 tries.
   * @default ['/health']
   */
  health?: string[] | undefined;
  /**
   * Paths that answer well while the service can reach what it needs. They are asked every minute, in production every 30
   * seconds, together with those of `health`; a new version whose answers are bad is rolled back.
   * @default none
   */
  needs?: NeedsInput | undefined;
  /**
   * How many tasks run, from the quietest hour to the busiest.
   * @default development 1 to 2, staging 2 to 5, production 3 to 20
   */
  tasks?: TasksInput | undefined;
  /**
   * What the number of tasks follows between these bounds. In development it follows nothing.
   * @default steps: two more when the CPU is above 70 % for 2 minutes
   */
  scaling?: ScalingInput | undefined;
  /**
   * How many percent of the tasks may run on Fargate Spot, which costs a third and may be taken away with two minutes'
   * notice. With less than 100 one task at least is not on Spot. `'40/30/30'` is 40: of the other 60 a Compute Savings Plan
   * should cover half, which is bought in the account and not here.
   * @default development 100, others 0
   */
  spot?: number | SpotShares | undefined;
  /**
   * Which task gets a request: each in its turn, or the one with the fewest under way. The second suits requests that
   * differ much in length.
   * @default 'round-robin'
   */
  balancing?: Balancing | undefined;
  /**
   * For how many seconds a user stays with the version that served him first, while a deployment splits the traffic. A
   * share then counts users and follows its weight slowly, so this has to be shorter than the bakes between two shares.
   * @default every request is given to a version anew
   */
  stickySeconds?: number | undefined;
  /**
   * For how many seconds a new task gets fewer requests than the others, 30 to 900, so that its caches fill. It goes with
   * `round-robin` only.
   * @default none: a new task gets its full part at once
   */
  slowStartSeconds?: number | undefined;
  /**
   * How many seconds requests under way have before a task goes, 0 to 300. A rollback waits for it, too.
   * @default 30
   */
  drainSeconds?: number | undefined;
  /**
   * For how many seconds after its start a task may fail health checks, 0 to 1800. Longer than the slowest start: ECS
   * replaces a task that is not well by then.
   * @default 120
   */
  startSeconds?: number | undefined;
  /**
   * How its container runs.
   * @default user 1000, x86, nothing to write to
   */
  container?: ContainerInput | undefined;
  /**
   * What it may do in the account.
   * @default nothing
   */
  permissions?: PermissionsInput | undefined;
  /**
   * How traffic moves to a new version: the name of a preset, or steps of your own.
   *
   * - `all-at-once`: everything at once, nothing kept. For development.
   * - `rolling`: quarters, 30 s each. For changes without risk.
   * - `canary-short`: 10, 50, 100 %, 2 min each. For staging.
   * - `canary-gradual`: 5 % for 30 min, then 10, 25, 50, 100 %, 15 min each; errors below 5 %, p99 below 1 s, CPU below 80 %. For
   *   most production services.
   * - `canary-phased`: 1, 5, 10, 25, 50, 100 %, 5 min each. For services with much traffic.
   * - `canary-watch`: 5 % for 24 h, then 100 %; errors below 0.1 %, p99 below 200 ms. For faults that show slowly, such as leaks.
   * - `blue-green`: everything at once, the old version kept ready for 15 min; errors below 0.1 %, p99 below 200 ms. Where two
   *   versions cannot serve together.
   *
   * @default development all-at-once, staging canary-short, production canary-gradual
   */
  strategy?: StrategyPreset | StrategyInput | undefined;
  /**
   * What looks at a new version after its health endpoints, and before it takes traffic. It is told where the version's
   * tasks are (`addresses`). Where it fails, so does the deployment.
   * @default none
   */
  smokeTest?: HookInput | undefined;
  /**
   * What is run when a version was rolled back and traffic is safe, for example to undo a migration. It may be run twice,
   * and whatever comes of it, the rollback goes on.
   * @default none
   */
  onRollback?: HookInput | undefined;
  /**
   * What changes its database before the first task of a new version starts. Going back to an earlier release runs none.
   * @default none
   */
  migration?: MigrationInput | undefined;
  /**
   * Which requests it gets from the load balancer.
   * @default every path that no other service asks for
   */
  route?: RouteInput | undefined;
  /**
   * Environment variables of the container. Not for passwords, keys and tokens: they are refused here and belong in
   * `secrets`.
   * @default none
   */
  environment?: Record<string, string> | undefined;
  /**
   * Environment variables whose value is a secret, by reference. A name is a secret in Secrets Manager, a name that
   * begins with a slash is a parameter in the Parameter Store, and an ARN of either is always clear.
   * @default none
   */
  secrets?: Record<string, string> | undefined;
}

/** What a service needs, and the path that tells of it. */
export interface NeedsInput {
  /** @default not asked */
  database?: string | undefined;
  /** @default not asked */
  cache?: string | undefined;
  /** @default not asked */
  queue?: string | undefined;
  /** Somebody else's service. @default not asked */
  external?: string | undefined;
}
