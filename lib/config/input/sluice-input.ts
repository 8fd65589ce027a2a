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

/** The configuration in `sluice.config.ts`: the services, and the environments that run all of them. */
export interface SluiceInput {
  /**
   * The services by name, at least one. A name has at most 32 lower-case letters, digits and hyphens. Deployment
   * requests use this name.
   */
  services: Record<string, ServiceInput>;
  /**
   * The workers by name. A worker processes messages from a queue. Its name must differ from the names of all services.
   * @default none
   */
  workers?: Record<string, WorkerInput> | undefined;
  /**
   * The environments by name, at least one. The names `development`, `staging` and `production` have defaults; an
   * environment with any other name sets `like` to one of them. `{}` uses all defaults.
   */
  environments: Record<string, EnvironmentInput>;
}

/** A service. It is the same in every environment, except for the fields that an environment overrides. */
export interface ServiceInput {
  /** Where the container image comes from. */
  image: ImageInput;
  /** The port that the container listens on, 1 to 65535. */
  port: number;
  /**
   * The CPU units of a task: 256, 512, 1024, 2048, 4096, 8192 or 16384. 1024 units are one vCPU.
   * @default 1024
   */
  cpu?: number | undefined;
  /**
   * The memory of a task in MiB. Fargate supports only some sizes for each value of `cpu`; the error message for any
   * other size lists them.
   * @default twice `cpu`: 2048 for one vCPU
   */
  memoryMiB?: number | undefined;
  /**
   * The paths that report the health of the service, 1 to 10. Sluice requests each path before it moves traffic to a
   * new version, with a timeout of 5 seconds and 3 attempts.
   * @default ['/health']
   */
  health?: string[] | undefined;
  /**
   * The paths that report whether the service can reach its dependencies. Sluice requests them every minute, in
   * production every 30 seconds, together with the paths of `health`. A new version with failing responses is rolled
   * back.
   * @default none
   */
  needs?: NeedsInput | undefined;
  /**
   * The minimum and maximum number of tasks.
   * @default development 1 to 2, staging 2 to 5, production 3 to 20
   */
  tasks?: TasksInput | undefined;
  /**
   * The metric that determines the number of tasks within these bounds. In development the number of tasks does not
   * change.
   * @default steps: two more when the CPU is above 70 % for 2 minutes
   */
  scaling?: ScalingInput | undefined;
  /**
   * The percentage of tasks that may run on Fargate Spot. Spot costs about a third, and AWS may stop a Spot task with
   * two minutes' notice. Below 100, at least one task runs on demand. `'40/30/30'` means 40: it expects a Compute
   * Savings Plan to cover half of the other 60. You buy the plan in the account; it is not part of this file.
   * @default development 100, others 0
   */
  spot?: number | SpotShares | undefined;
  /**
   * How the load balancer chooses the task for a request: `round-robin`, or the task with the fewest outstanding
   * requests. The second is better if requests differ widely in duration.
   * @default 'round-robin'
   */
  balancing?: Balancing | undefined;
  /**
   * How many seconds a user stays with the version that served the first request, while a deployment splits the
   * traffic. A step's weight then applies to users instead of requests, and the traffic follows it slowly, so the value
   * must be shorter than every bake at a weight below 100.
   * @default not sticky: each request is routed independently
   */
  stickySeconds?: number | undefined;
  /**
   * How many seconds a new task gets fewer requests than the others, 30 to 900, so that its caches can fill. Works only
   * with `round-robin`.
   * @default none: a new task gets its full share at once
   */
  slowStartSeconds?: number | undefined;
  /**
   * How many seconds a task has to finish outstanding requests before it stops, 0 to 300. A rollback waits for this
   * time, too.
   * @default 30
   */
  drainSeconds?: number | undefined;
  /**
   * How many seconds after its start a task may fail health checks, 0 to 1800. Set it to more than the longest start
   * time: after this time ECS replaces an unhealthy task.
   * @default 120
   */
  startSeconds?: number | undefined;
  /**
   * How the container runs.
   * @default user 1000, x86, no writable folders
   */
  container?: ContainerInput | undefined;
  /**
   * The AWS permissions of the service.
   * @default none
   */
  permissions?: PermissionsInput | undefined;
  /**
   * How traffic moves to a new version: the name of a preset, or a strategy of your own.
   * `docs/strategies.md` describes each preset.
   *
   * @default development all-at-once, staging canary-short, production canary-gradual
   */
  strategy?: StrategyPreset | StrategyInput | undefined;
  /**
   * A test that runs after the health checks of a new version and before the version gets traffic. It receives the
   * addresses of the version's tasks in `addresses`. If it fails, the deployment fails.
   * @default none
   */
  smokeTest?: HookInput | undefined;
  /**
   * A hook that runs after a version was rolled back and the traffic is safe, for example to undo a migration. It may
   * run twice. Its result does not affect the rollback.
   * @default none
   */
  onRollback?: HookInput | undefined;
  /**
   * The database migration that runs before the first task of a new version starts. A deployment of an earlier release
   * runs no migration.
   * @default none
   */
  migration?: MigrationInput | undefined;
  /**
   * Which requests the load balancer routes to the service.
   * @default all paths that no other service matches
   */
  route?: RouteInput | undefined;
  /**
   * Environment variables of the container. Passwords, keys and tokens are refused here; use `secrets` for them.
   * @default none
   */
  environment?: Record<string, string> | undefined;
  /**
   * Environment variables whose values are secrets, by reference. A reference is the name or ARN of a secret in Secrets
   * Manager, or of a parameter in the Parameter Store. A parameter's name begins with a slash.
   * @default none
   */
  secrets?: Record<string, string> | undefined;
}

/** The dependencies of a service, each with the path that reports whether the service can reach it. */
export interface NeedsInput {
  /** The path that checks the database. @default not checked */
  database?: string | undefined;
  /** The path that checks the cache. @default not checked */
  cache?: string | undefined;
  /** The path that checks the queue. @default not checked */
  queue?: string | undefined;
  /** The path that checks a third-party service. @default not checked */
  external?: string | undefined;
}
