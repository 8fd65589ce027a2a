import type { StrategyPreset } from '#wire/strategy.ts';
import type { EnvironmentPreset } from './sluice-config.ts';
import type { StrategyInput } from './strategy-input.ts';

/** What `sluice.config.ts` says: the services, and the environments that run all of them. */
export interface SluiceInput {
  /**
   * The services by name: lower-case letters, digits and hyphens, at most 32. The name is what a deployment asks for.
   * At least one.
   */
  services: Record<string, ServiceInput>;
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
   * How many tasks run, from the quietest hour to the busiest.
   * @default development 1 to 2, staging 2 to 5, production 3 to 20
   */
  tasks?: TasksInput | undefined;
  /**
   * How traffic moves to a new version: the name of a preset, or steps of your own.
   *
   * - `all-at-once`: everything at once, nothing kept. For development.
   * - `rolling`: quarters, 30 s each. For changes without risk.
   * - `canary-short`: 10, 50, 100 %, 2 min each. For staging.
   * - `canary-gradual`: 5 % for 30 min, then 10, 25, 50, 100 %, 15 min each. For most production services.
   * - `canary-phased`: 1, 5, 10, 25, 50, 100 %, 5 min each. For services with much traffic.
   * - `canary-watch`: 5 % for 24 h, then 100 %. For faults that show slowly, such as leaks.
   * - `blue-green`: everything at once, the old version kept ready for 15 min. Where two versions cannot serve together.
   *
   * @default development all-at-once, staging canary-short, production canary-gradual
   */
  strategy?: StrategyPreset | StrategyInput | undefined;
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

/** Where a container image comes from. */
export interface ImageInput {
  /** The repository in Amazon ECR, without registry and tag. A deployment names the tag or the digest. */
  repository: string;
  /**
   * Build the image from source when a deployment brings none.
   * @default images are pushed by somebody else, your CI for example
   */
  build?: BuildInput | undefined;
}

/** How an image is built. */
export interface BuildInput {
  /** The folder with the source, relative to this file. */
  source: string;
  /**
   * The Dockerfile, relative to `source`.
   * @default 'Dockerfile'
   */
  dockerfile?: string | undefined;
}

/** Bounds for the number of tasks, 1 to 1000. What is left out keeps the environment's default. */
export interface TasksInput {
  /**
   * Never fewer than this.
   * @default development 1, staging 2, production 3
   */
  min?: number | undefined;
  /**
   * Never more than this, and not less than `min`.
   * @default development 2, staging 5, production 20
   */
  max?: number | undefined;
}

/** A rule of the load balancer: a path or a host, not both. */
export interface RouteInput {
  /**
   * A path, with `*` and `?` as wildcards: `/api/*`. Longer paths are asked before shorter ones.
   * @default '/*'
   */
  path?: string | undefined;
  /**
   * A host name, with `*` and `?` as wildcards: `api.example.com`. Hosts are asked before paths.
   * @default any host
   */
  host?: string | undefined;
  /**
   * The rule's place among the others, 1 to 50000, the lowest first. Needed only where two rules collide or where the
   * listener has rules that are not Sluice's.
   * @default computed from the rule, so that it stays when services come and go
   */
  priority?: number | undefined;
}

/** One environment. `{}` takes every default of its name. */
export interface EnvironmentInput {
  /**
   * Whose defaults it takes: `development`, `staging` or `production`.
   * @default its own name; required for any other name
   */
  like?: EnvironmentPreset | undefined;
  /**
   * The AWS account, 12 digits in quotes.
   * @default the account of the credentials at hand
   */
  account?: string | undefined;
  /** Where it runs. */
  regions?: RegionsInput | undefined;
  /**
   * Whether somebody other than the requester has to agree to a deployment.
   * @default production true, others false
   */
  approvalRequired?: boolean | undefined;
  /**
   * Who is told.
   * @default nobody
   */
  notify?: NotifyInput | undefined;
  /**
   * The ARNs of its certificates in AWS Certificate Manager, one for each of its regions. Requests then come over HTTPS,
   * and those over plain HTTP are sent there.
   * @default none; production has to name them, or to say `plainHttp`
   */
  certificates?: string[] | undefined;
  /**
   * Whether requests may come unencrypted where there is no certificate.
   * @default production false, others true
   */
  plainHttp?: boolean | undefined;
  /**
   * How many requests one address may send within five minutes, 10 to 2,000,000,000. The others are answered with 429.
   * @default 10000
   */
  rateLimit?: number | undefined;
  /**
   * What is different for a service here, by the service's name.
   * @default nothing
   */
  services?: Record<string, ServiceOverride> | undefined;
}

/** The regions of an environment. */
export interface RegionsInput {
  /**
   * The region that serves.
   * @default 'us-east-1'
   */
  primary?: string | undefined;
  /**
   * The region that takes over when the primary fails. It is another one.
   * @default none: a failure of the region is an outage
   */
  standby?: string | undefined;
}

/**
 * Who is told of deployments, failures and takeovers. Slack and PagerDuty are reached through an SNS topic (its ARN), or
 * with a webhook or key in Secrets Manager (the secret's name or ARN). The webhook itself does not belong in this file.
 */
export interface NotifyInput {
  /**
   * Warnings and results.
   * @default not told
   */
  slack?: string | undefined;
  /**
   * What has to wake somebody.
   * @default not told
   */
  pagerDuty?: string | undefined;
  /**
   * Addresses for everything else.
   * @default none
   */
  emails?: string[] | undefined;
}

/**
 * What an environment changes about a service; a field means what it means in the service. Variables and secrets are
 * added by name, everything else is replaced. Image, port and health are the same everywhere: what was tested is what runs.
 */
export interface ServiceOverride {
  /** See {@link ServiceInput.cpu}. */
  cpu?: number | undefined;
  /** See {@link ServiceInput.memoryMiB}. */
  memoryMiB?: number | undefined;
  /** See {@link ServiceInput.tasks}. */
  tasks?: TasksInput | undefined;
  /** See {@link ServiceInput.strategy}. */
  strategy?: StrategyPreset | StrategyInput | undefined;
  /** See {@link ServiceInput.route}. */
  route?: RouteInput | undefined;
  /** Added to {@link ServiceInput.environment}; the same name wins here. */
  environment?: Record<string, string> | undefined;
  /** Added to {@link ServiceInput.secrets}; the same name wins here. */
  secrets?: Record<string, string> | undefined;
}
