import type { Hooks } from './hook.ts';
import type { HealthPolicy } from './health-score.ts';
import type { Migration } from './migration.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';
import type { Traffic } from './traffic.ts';

/** The resources of a service that a machine has to address. The service's stack writes it. */
export interface ServiceTarget {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  readonly cluster: string;
  readonly traffic: Traffic;
  readonly slots: Readonly<Record<Slot, SlotTarget>>;
  /** The task definition family whose newest revision from CloudFormation is the template for every release. */
  readonly templateFamily: string;
  readonly container: string;
  readonly repository: string;
  /** The CodeBuild project that builds images from source, if there is one. */
  readonly buildProject?: string;
  /**
   * The network of tasks that belong to no slot. It can reach everything that the service's tasks can, and those tasks.
   */
  readonly network: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
  readonly scan: ScanPolicy;
  /** Whether a person other than the requester must approve before anything changes. */
  readonly approvalRequired?: boolean;
  /** The region in which releases must be able to run when this region fails. */
  readonly standbyRegion?: string;
  /** `vcpus`: on-demand vCPUs of each task. Spot tasks have a quota of their own. */
  readonly tasks: { readonly min: number; readonly max: number; readonly vcpus?: number };
  readonly health: HealthPolicy;
  readonly migration?: Migration;
  readonly hooks: Hooks;
  readonly strategy: Strategy;
}

export interface SlotTarget {
  readonly ecsService: string;
  /** The names of alarms that show that the slot's version is unfit for users. */
  readonly alarms: readonly string[];
}
