import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { DatabaseSetting, SwitchSetting } from '#domain/failover/settings.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Container, Permissions } from '#wire/container.ts';
import type { ImageSource, ServiceSpecification } from '#wire/service-specification.ts';

/** The configuration with all defaults applied. The stacks are created from it. */
export interface SluiceConfig {
  readonly environments: readonly Environment[];
}

export type EnvironmentPreset = 'development' | 'staging' | 'production';

export interface Environment {
  readonly name: string;
  readonly preset: EnvironmentPreset;
  /** If undefined, the account of the current credentials. */
  readonly account?: string;
  readonly regions: { readonly primary: string; readonly standby?: string };
  /** Existing networks, by region. A region without an entry gets a network of its own. */
  readonly networks: Readonly<Record<string, ExistingNetwork>>;
  /** Whether a person other than the requester must approve each deployment. */
  readonly approvalRequired: boolean;
  readonly notify: Notify;
  /** Certificate ARNs in ACM, one for each region. Empty if requests arrive over plain HTTP. */
  readonly certificates: readonly string[];
  /** The number of requests that one IP address may send in five minutes. */
  readonly rateLimit: number;
  readonly scan: ScanPolicy;
  /** Whether data that a deployment cannot recreate is backed up every hour. */
  readonly backups: boolean;
  readonly services: readonly ServiceSpecification[];
  readonly workers: readonly WorkerSpecification[];
  /** When the services run no tasks. If undefined, they always run. */
  readonly offHours?: OffHours;
  /** How the standby region takes over. If undefined, a person moves the traffic. */
  readonly failover?: Failover;
}

/** Off-hours of each day in a time zone, for example from `18:00` until `08:00`. */
export interface OffHours {
  readonly zone: string;
  readonly from: string;
  readonly until: string;
}

/** A worker with the values of one environment. */
export interface WorkerSpecification {
  readonly name: string;
  readonly image: ImageSource;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly tasks: { readonly min: number; readonly max: number };
  readonly spot: number;
  /** How many messages may wait in the queue for each task. */
  readonly messagesPerTask: number;
  /** How long SQS hides a message from other tasks after a task has received it (visibility timeout). */
  readonly limitSeconds: number;
  /** How long both versions run before the old one stops. */
  readonly bakeSeconds: number;
  /** The name of an existing queue. If undefined, the worker gets a queue of its own. */
  readonly queue?: string;
  readonly container: Container;
  readonly permissions: Permissions;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Failover {
  readonly domain: string;
  readonly hostedZone: string;
  readonly policy: FailoverPolicy;
  readonly database: DatabaseSetting;
  readonly routingControl?: Omit<Extract<SwitchSetting, { kind: 'routing-control' }>, 'kind'>;
}

/** `zones` is keyed by Availability Zone and has at least two entries. */
export interface ExistingNetwork {
  readonly vpc: string;
  readonly cluster?: string;
  readonly listener?: { readonly arn: string; readonly securityGroup: string };
  readonly zones: Readonly<Record<string, { readonly public: string; readonly private: string }>>;
}

export interface Notify {
  readonly slack?: SlackChannelId;
  /** The name of the secret that holds the integration URL. */
  readonly pagerDuty?: string;
  readonly emails: readonly string[];
}

/** Slack ids. Ids are stable, names may change. */
export interface SlackChannelId {
  readonly workspace: string;
  readonly channel: string;
}
