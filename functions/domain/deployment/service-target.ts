import type { Hooks } from './hook.ts';
import type { HealthPolicy } from './health-score.ts';
import type { Migration } from './migration.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';

/** Where a service lives in the account: everything that a machine has to address. Written by the service's stack. */
export interface ServiceTarget {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  readonly cluster: string;
  /** Where it stands which slot is live: the rule of the load balancer, or, of a worker, the ECS service that wears a mark. */
  readonly listenerRule: string;
  /** Of a rule that lets everybody pass by until the first weight is set: whom it is for from then on. */
  readonly route?: { readonly path?: string; readonly host?: string };
  /** The name of the queue that a worker takes its work from. Nobody sends it requests. */
  readonly queue?: string;
  readonly slots: Readonly<Record<Slot, SlotTarget>>;
  /** The family whose newest revision by CloudFormation is the template of every release. */
  readonly templateFamily: string;
  readonly container: string;
  readonly repository: string;
  /** What builds its images from source, where that is wanted. */
  readonly buildProject?: string;
  /** Where a task runs that belongs to no slot: it may reach what the service's own tasks may, and those tasks. */
  readonly network: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
  readonly scan: ScanPolicy;
  /** Somebody other than the requester has to agree before anything changes. */
  readonly approvalRequired?: boolean;
  /** Where releases have to be able to run when this region fails. */
  readonly standbyRegion?: string;
  /** `vcpus`: on demand, for each task; what runs on Spot has a quota of its own. */
  readonly tasks: { readonly min: number; readonly max: number; readonly vcpus?: number };
  readonly health: HealthPolicy;
  /** For how long a user stays with the version that served him first, while traffic is split. */
  readonly stickySeconds?: number;
  readonly migration?: Migration;
  readonly hooks: Hooks;
  readonly strategy: Strategy;
}

export interface SlotTarget {
  readonly ecsService: string;
  /** A worker has none. */
  readonly targetGroup?: string;
  /** Alarms of the slot that say that its version is not fit for users, by name. */
  readonly alarms: readonly string[];
}

export const isWorker = ({ queue }: Pick<ServiceTarget, 'queue'>): boolean => queue !== undefined;

/** The call that moves traffic, and what it is made on. */
export const moveOf = ({ queue, listenerRule }: Pick<ServiceTarget, 'queue' | 'listenerRule'>): string =>
  `${queue === undefined ? 'elasticloadbalancing:ModifyRule' : 'ecs:TagResource'} ${listenerRule}`;

/** Of a service that takes requests. */
export function targetGroupOf({ service, slots }: ServiceTarget, slot: Slot): string {
  const { targetGroup } = slots[slot];
  if (targetGroup === undefined) throw new Error(`${service} is a worker: nobody sends requests to ${slot}.`);
  return targetGroup;
}
