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
   * Networks that exist already, by region. Nothing in them is changed: security groups, the load balancer and, with the
   * first deployment, tasks are added.
   * @default a network of its own in each region
   */
  networks?: Record<string, NetworkInput> | undefined;
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
   * Which findings of the registry's scan stop a deployment. An image that cannot be scanned is refused, too.
   * @default production refuses critical and high findings, staging critical ones, development nothing
   */
  scan?: ScanInput | undefined;
  /**
   * The hours in which its services sleep. Production never does, nor what a standby would take over from.
   * @default none: they run at any hour
   */
  offHours?: OffHoursInput | undefined;
  /**
   * Whether the ledger and the database clusters that are named here are backed up each hour, to the other region, too, and
   * restored each month to test it. What is stored, and copied between regions, is paid by its size.
   * @default production true, others false
   */
  backups?: boolean | undefined;
  /**
   * How the standby region takes over. It needs `regions.standby`.
   * @default none: the standby is there, and a person moves the traffic
   */
  failover?: FailoverInput | undefined;
  /**
   * What is different for a service here, by the service's name.
   * @default nothing
   */
  services?: Record<string, ServiceOverride> | undefined;
  /**
   * What is different for a worker here, by the worker's name.
   * @default nothing
   */
  workers?: Record<string, WorkerOverride> | undefined;
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

/** A network that exists already. It cannot be exchanged for another one while services run in it. */
export interface NetworkInput {
  /** Its id: `vpc-0123456789abcdef0`. */
  vpc: string;
  /** Its subnets, by zone, in 2 to 6 zones: `{ 'us-east-1a': { public: 'subnet-…', private: 'subnet-…' }, … }`. */
  zones: Record<string, ZoneInput>;
  /**
   * The name of an ECS cluster that exists. It needs Container Insights, and the capacity providers FARGATE and FARGATE_SPOT.
   * @default a cluster of its own
   */
  cluster?: string | undefined;
  /**
   * A listener that exists. A service adds one rule to it, which nobody's request matches before its first deployment. Its
   * certificate, its logs and a firewall before it stay yours.
   * @default a load balancer of its own
   */
  listener?: ListenerInput | undefined;
}

/** A listener of an Application Load Balancer. */
export interface ListenerInput {
  /** Its ARN. */
  arn: string;
  /** The security group of its load balancer, by id: it has to let requests out to the tasks. */
  securityGroup: string;
}

/** A zone's subnets, by id. */
export interface ZoneInput {
  /** For the load balancer: with a route to an internet gateway. */
  public: string;
  /** For tasks: with a way out, a NAT gateway or endpoints, or they can pull no image. */
  private: string;
}

/** What the scan of an image has to say for a deployment to go on. */
export interface ScanInput {
  /**
   * The mildest severity that is refused, with everything worse: `critical`, `high`, `medium` or `low`. With `nothing`
   * nobody asks for a scan.
   * @default production 'high', staging 'critical', development 'nothing'
   */
  refuse?: Refusal | undefined;
  /**
   * Findings that you have looked at and live with, by name, 1 to 20: `['CVE-2026-1234']`.
   * @default none
   */
  accepted?: string[] | undefined;
}

/**
 * Who is told, by how urgent it is: what has to wake somebody goes to PagerDuty, that and warnings to Slack, and everything,
 * with the deployments that succeeded, to the addresses.
 */
export interface NotifyInput {
  /**
   * The channel. Let Amazon Q Developer in chat applications into the workspace once, in its console, and invite it to the
   * channel.
   * @default not told
   */
  slack?: SlackInput | undefined;
  /**
   * The name of a secret in Secrets Manager, in each region: its text is the address that PagerDuty gives an Amazon
   * CloudWatch integration. The address itself does not belong in this file.
   * @default nobody is woken
   */
  pagerDuty?: string | undefined;
  /**
   * Addresses. Each has to confirm once.
   * @default none
   */
  emails?: string[] | undefined;
}

/** A Slack channel, by ids: names change. */
export interface SlackInput {
  /** The id of the workspace: `T0123ABCD`. */
  workspace: string;
  /** The id of the channel, at the end of its link: `C0123ABCD`. One channel belongs to one environment of an account. */
  channel: string;
}

/**
 * What an environment changes about a service; a field means what it means in the service. Variables and secrets are
 * added by name, everything else is replaced. Image, port and health are the same everywhere: what was tested is what runs.
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
  /** Added to `ServiceInput.environment`; the same name wins here. */
  environment?: Record<string, string> | undefined;
  /** Added to `ServiceInput.secrets`; the same name wins here. */
  secrets?: Record<string, string> | undefined;
}
