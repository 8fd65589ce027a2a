import type { Refusal } from '#domain/images/scan-gate.ts';
import type { Balancing } from '#wire/service-specification.ts';
import type { StrategyPreset } from '#wire/strategy-presets.ts';
import type { FailoverInput } from './failover-input.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';
import type { RouteInput } from './route-input.ts';
import type { TasksInput } from './tasks-input.ts';
import type { PermissionsInput } from './container-input.ts';
import type { HookInput } from './hook-input.ts';
import type { MigrationInput } from './migration-input.ts';
import type { OffHoursInput } from './off-hours-input.ts';
import type { ScalingInput } from './scaling-input.ts';
import type { SpotShares } from '#config/resolve/spot-shares.ts';
import type { WorkerOverride } from './worker-input.ts';
import type { StrategyInput } from './strategy-input.ts';

/** One environment. `{}` uses all defaults that belong to the environment's name. */
export interface EnvironmentInput {
  /**
   * The preset that supplies the defaults: `development`, `staging` or `production`.
   * @default the environment's name; required if the name is not one of the presets
   */
  like?: EnvironmentPreset | undefined;
  /**
   * The AWS account id: 12 digits, in quotes.
   * @default the account of the current credentials
   */
  account?: string | undefined;
  /** The regions that the environment runs in. */
  regions?: RegionsInput | undefined;
  /**
   * Existing networks to use, by region. Sluice does not change what is in them. It adds security groups, a load
   * balancer and, with the first deployment, tasks.
   * @default Sluice creates a network in each region
   */
  networks?: Record<string, NetworkInput> | undefined;
  /**
   * Whether a person other than the requester must approve each deployment.
   * @default true for production, false for the others
   */
  approvalRequired?: boolean | undefined;
  /**
   * Where notifications are sent.
   * @default no notifications
   */
  notify?: NotifyInput | undefined;
  /**
   * The ARNs of certificates in AWS Certificate Manager, one for each region of the environment. The load balancer then
   * serves HTTPS and redirects plain HTTP to HTTPS.
   * @default none; production requires certificates or `plainHttp: true`
   */
  certificates?: string[] | undefined;
  /**
   * Whether the load balancer serves plain HTTP if there is no certificate.
   * @default false for production, true for the others
   */
  plainHttp?: boolean | undefined;
  /**
   * The number of requests that one IP address may send in five minutes, 10 to 2,000,000,000. Requests above the limit
   * get status 429.
   * @default 10000
   */
  rateLimit?: number | undefined;
  /**
   * Which findings of the image scan stop a deployment. An image that cannot be scanned also stops it.
   * @default production refuses critical and high findings, staging critical ones, development none
   */
  scan?: ScanInput | undefined;
  /**
   * The hours in which the services run no tasks. Not available for production, nor together with `failover`.
   * @default none: the services always run
   */
  offHours?: OffHoursInput | undefined;
  /**
   * Whether the ledger and the database clusters named in this file are backed up every hour, with a copy in the
   * standby region, and restored once a month as a test. You pay for the storage and for the data copied between
   * regions.
   * @default true for production, false for the others
   */
  backups?: boolean | undefined;
  /**
   * How the standby region takes over. Requires `regions.standby`.
   * @default none: the standby region is ready, and a person moves the traffic
   */
  failover?: FailoverInput | undefined;
  /**
   * Service settings that differ in this environment, by service name.
   * @default none
   */
  services?: Record<string, ServiceOverride> | undefined;
  /**
   * Worker settings that differ in this environment, by worker name.
   * @default none
   */
  workers?: Record<string, WorkerOverride> | undefined;
}

/** The regions of an environment. */
export interface RegionsInput {
  /**
   * The region that serves the traffic.
   * @default 'us-east-1'
   */
  primary?: string | undefined;
  /**
   * The region that takes over when the primary region fails. Must differ from `primary`.
   * @default none: if the region fails, the environment is down
   */
  standby?: string | undefined;
}

/** An existing network. It cannot be replaced by another network while services run in it. */
export interface NetworkInput {
  /** The id of the VPC: `vpc-0123456789abcdef0`. */
  vpc: string;
  /** The subnets in 2 to 6 Availability Zones: `{ 'us-east-1a': { public: 'subnet-…', private: 'subnet-…' }, … }`. */
  zones: Record<string, ZoneInput>;
  /**
   * The name of an existing ECS cluster. It must have Container Insights and the capacity providers FARGATE and
   * FARGATE_SPOT enabled.
   * @default Sluice creates a cluster
   */
  cluster?: string | undefined;
  /**
   * An existing load balancer listener. Sluice adds one rule for each service; the rule matches no request before the
   * service's first deployment. You keep control of the listener's certificate, its access logs and any firewall.
   * @default Sluice creates a load balancer
   */
  listener?: ListenerInput | undefined;
}

/** A listener of an Application Load Balancer. */
export interface ListenerInput {
  /** The ARN of the listener. */
  arn: string;
  /** The id of the load balancer's security group. It must allow outbound traffic to the tasks. */
  securityGroup: string;
}

/** The ids of the subnets in one Availability Zone. */
export interface ZoneInput {
  /** The subnet for the load balancer. It needs a route to an internet gateway. */
  public: string;
  /** The subnet for the tasks. It needs a NAT gateway or VPC endpoints; without them, tasks cannot pull images. */
  private: string;
}

/** Which findings of the image scan stop a deployment. */
export interface ScanInput {
  /**
   * The lowest severity that stops a deployment: `critical`, `high`, `medium` or `low`. Higher severities stop it as
   * well. With `nothing`, images are not scanned.
   * @default production 'high', staging 'critical', development 'nothing'
   */
  refuse?: Refusal | undefined;
  /**
   * The names of findings that you have reviewed and accept, 1 to 20: `['CVE-2026-1234']`.
   * @default none
   */
  accepted?: string[] | undefined;
}

/**
 * Where notifications are sent, by urgency. PagerDuty receives pages, Slack receives pages and warnings, and the e-mail
 * addresses receive every notification, including successful deployments.
 */
export interface NotifyInput {
  /**
   * The Slack channel. First authorize Amazon Q Developer in chat applications for the workspace in its console, then
   * invite it to the channel.
   * @default none
   */
  slack?: SlackInput | undefined;
  /**
   * The name of a secret in Secrets Manager that holds the URL of a PagerDuty integration for Amazon CloudWatch. The
   * secret must exist in each region. The URL itself does not belong in this file.
   * @default none: no one is paged
   */
  pagerDuty?: string | undefined;
  /**
   * E-mail addresses. Each recipient must confirm the subscription once.
   * @default none
   */
  emails?: string[] | undefined;
}

/** A Slack channel, by ids, because names may change. */
export interface SlackInput {
  /** The id of the workspace: `T0123ABCD`. */
  workspace: string;
  /**
   * The id of the channel, at the end of its link: `C0123ABCD`. Within an account, each environment needs a channel of
   * its own.
   */
  channel: string;
}

/**
 * The settings of a service that an environment may override. Each field has the same meaning as in the service.
 * `environment` and `secrets` are merged by name; any other field replaces the service's value. Image, port and health
 * are the same in every environment, so that what you tested is what runs.
 */
export interface ServiceOverride {
  /** See `ServiceInput.cpu`. */
  cpu?: number | undefined;
  /** See `ServiceInput.memoryMiB`. */
  memoryMiB?: number | undefined;
  /** See `ServiceInput.tasks`. */
  tasks?: TasksInput | undefined;
  /** See `ServiceInput.scaling`. */
  scaling?: ScalingInput | undefined;
  /** See `ServiceInput.spot`. */
  spot?: number | SpotShares | undefined;
  /** See `ServiceInput.balancing`. */
  balancing?: Balancing | undefined;
  /** See `ServiceInput.stickySeconds`. */
  stickySeconds?: number | undefined;
  /** See `ServiceInput.slowStartSeconds`. */
  slowStartSeconds?: number | undefined;
  /** See `ServiceInput.drainSeconds`. */
  drainSeconds?: number | undefined;
  /** See `ServiceInput.permissions`. */
  permissions?: PermissionsInput | undefined;
  /** See `ServiceInput.strategy`. */
  strategy?: StrategyPreset | StrategyInput | undefined;
  /** See `ServiceInput.smokeTest`. */
  smokeTest?: HookInput | undefined;
  /** See `ServiceInput.onRollback`. */
  onRollback?: HookInput | undefined;
  /** See `ServiceInput.migration`. */
  migration?: MigrationInput | undefined;
  /** See `ServiceInput.route`. */
  route?: RouteInput | undefined;
  /** Merged with `ServiceInput.environment`. A value given here takes precedence. */
  environment?: Record<string, string> | undefined;
  /** Merged with `ServiceInput.secrets`. A value given here takes precedence. */
  secrets?: Record<string, string> | undefined;
}
