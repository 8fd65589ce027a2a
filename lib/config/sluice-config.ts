import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { DatabaseSetting, SwitchSetting } from '#domain/failover/settings.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Container, Permissions } from '#wire/container.ts';
import type { ImageSource, ServiceSpecification } from '#wire/service-specification.ts';

/** The configuration with every default filled in: what the stacks are made from. */
export interface SluiceConfig {
  readonly environments: readonly Environment[];
}

export type EnvironmentPreset = 'development' | 'staging' | 'production';

export interface Environment {
  readonly name: string;
  readonly preset: EnvironmentPreset;
  /** The account of the credentials at hand when there is none. */
  readonly account?: string;
  readonly regions: { readonly primary: string; readonly standby?: string };
  /** Networks that exist already, by region; a region without one gets its own. */
  readonly networks: Readonly<Record<string, ExistingNetwork>>;
  /** Somebody other than the requester has to agree before anything is deployed. */
  readonly approvalRequired: boolean;
  readonly notify: Notify;
  /** ARNs in ACM, one for each region; none where requests come over plain HTTP. */
  readonly certificates: readonly string[];
  /** Requests that one address may send within five minutes. */
  readonly rateLimit: number;
  readonly scan: ScanPolicy;
  /** What no deployment can make again is backed up each hour. */
  readonly backups: boolean;
  readonly services: readonly ServiceSpecification[];
  readonly workers: readonly WorkerSpecification[];
  /** When nobody uses it; it never sleeps where there is none. */
  readonly offHours?: OffHours;
  /** How the standby region takes over; a person does where there is none. */
  readonly failover?: Failover;
}

/** Each day, in the hours of a time zone: `18:00` to `08:00` are off-hours. */
export interface OffHours {
  readonly zone: string;
  readonly from: string;
  readonly until: string;
}

/** A worker as one environment runs it. */
export interface WorkerSpecification {
  readonly name: string;
  readonly image: ImageSource;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly tasks: { readonly min: number; readonly max: number };
  readonly spot: number;
  /** How many messages may wait for each task. */
  readonly messagesPerTask: number;
  /** For how long nobody else gets a message that a task has taken. */
  readonly limitSeconds: number;
  /** For how long two versions work before the old one stops. */
  readonly bakeSeconds: number;
  /** The name of a queue that exists; without one it gets its own. */
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

/** By the names of its zones, two at least. */
export interface ExistingNetwork {
  readonly vpc: string;
  readonly cluster?: string;
  readonly listener?: { readonly arn: string; readonly securityGroup: string };
  readonly zones: Readonly<Record<string, { readonly public: string; readonly private: string }>>;
}

export interface Notify {
  readonly slack?: SlackChannelId;
  /** The name of the secret that holds the address of the integration. */
  readonly pagerDuty?: string;
  readonly emails: readonly string[];
}

/** As Slack calls them: names may change, ids stay. */
export interface SlackChannelId {
  readonly workspace: string;
  readonly channel: string;
}
