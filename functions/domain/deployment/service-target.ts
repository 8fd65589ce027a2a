import type { Hooks } from './hook.ts';
import type { HealthPolicy } from './health-score.ts';
import type { Migration } from './migration.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';

/** The resources of a service that a machine has to address. The service's stack writes it. */
export interface ServiceTarget {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  readonly cluster: string;
  /** Holds the live slot: the load balancer's listener rule or, for a worker, the ECS service with the tags. */
  readonly listenerRule: string;
  /** For a rule that matches no request before the first weight: the conditions it gets then. */
  readonly route?: { readonly path?: string; readonly host?: string };
  /** The name of a worker's queue. A worker receives no requests. */
  readonly queue?: string;
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
  /** How many seconds a user stays with the version that served the first request, while traffic is split. */
  readonly stickySeconds?: number;
  readonly migration?: Migration;
  readonly hooks: Hooks;
  readonly strategy: Strategy;
}

export interface SlotTarget {
  readonly ecsService: string;
  /** Undefined for a worker. */
  readonly targetGroup?: string;
  /** The names of alarms that show that the slot's version is unfit for users. */
  readonly alarms: readonly string[];
}

export const isWorker = ({ queue }: Pick<ServiceTarget, 'queue'>): boolean => queue !== undefined;

/** The API call that moves traffic, with the resource that it changes. */
export const moveOf = ({ queue, listenerRule }: Pick<ServiceTarget, 'queue' | 'listenerRule'>): string =>
  `${queue === undefined ? 'elasticloadbalancing:ModifyRule' : 'ecs:TagResource'} ${listenerRule}`;

/** Only for services that receive requests. */
export function targetGroupOf({ service, slots }: ServiceTarget, slot: Slot): string {
  const { targetGroup } = slots[slot];
  if (targetGroup === undefined) throw new Error(`${service} is a worker; its slot ${slot} has no target group.`);
  return targetGroup;
}
