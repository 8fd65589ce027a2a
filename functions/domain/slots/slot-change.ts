import { slots, type Slot } from './slot.ts';
import { type CapacityShare, capacityShares, isRouted, type SlotsShape } from './slots-shape.ts';

/** An ECS service of a slot, as it is. */
export interface FoundSlot {
  readonly tasks: number;
  /** Nothing of a worker. */
  readonly targetGroup?: string | undefined;
  readonly container?: string | undefined;
  readonly port?: number | undefined;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly capacity: readonly CapacityShare[];
  readonly startSeconds: number;
}

export type FoundSlots = Readonly<Record<Slot, FoundSlot | undefined>>;

/** `adjust` changes what new tasks are granted and leaves those that run. */
export type SlotChange = 'create' | 'leave' | 'adjust' | 'reshape';

/** An update of the stack that would take a running version from its traffic. Nothing has been changed. */
export class ShapeRefused extends Error {
  override readonly name = 'ShapeRefused';
}

/** What an update of the stack does to each slot. Looking at what is there, it may be asked for again at any point. */
export function planSlots(shape: SlotsShape, found: FoundSlots): Readonly<Record<Slot, SlotChange>> {
  for (const slot of slots) {
    refuseToMove(shape, slot, found[slot]);
    refuseToCut(shape, slot, found[slot]);
  }
  const changes = { blue: changeOf(shape, found.blue), green: changeOf(shape, found.green) };
  // Another network or capacity replaces tasks, one after the other: not while users are between two versions.
  if (bothRun(found) && Object.values(changes).includes('reshape')) {
    throw new ShapeRefused(
      `${shape.service}: a deployment is under way, and a change of network or capacity would replace its tasks. Deploy the stack again when it has ended.`,
    );
  }
  return changes;
}

/** Whether the slots may go. While a deployment runs, its machine and the users of both versions rely on them. */
export function refuseToRemove({ service }: SlotsShape, found: FoundSlots): void {
  if (!bothRun(found)) return;
  throw new ShapeRefused(
    `${service}: a deployment is under way, and both its slots serve. Nothing has been removed. Wait for its end or stop it, then remove the service again.`,
  );
}

/** The same before anything runs: a deployment builds, scans and migrates under its lock. A lock that has expired has no holder. */
export function refuseWhileHeld(service: string, holder: Held | undefined, now: Date): void {
  if (holder === undefined || new Date(holder.expiresAt) <= now) return;
  throw new ShapeRefused(
    `${service}: the ${holder.kind} ${holder.owner} is under way. Nothing has been removed. Wait for its end or stop it, then remove the service again.`,
  );
}

interface Held {
  readonly kind: string;
  readonly owner: string;
  readonly expiresAt: string;
}

/** Where the traffic of a rule goes that has to be made: to the slot that runs, or to blue before the first deployment. */
export function slotForNewRule(shape: SlotsShape, found: FoundSlots): Slot {
  if (bothRun(found)) {
    throw new ShapeRefused(
      `${shape.service}: its listener rule is not there, and both slots run. Roll back or finish the deployment first, so that it is plain which of them is live.`,
    );
  }
  return (found.green?.tasks ?? 0) > 0 ? 'green' : 'blue';
}

const bothRun = (found: FoundSlots): boolean => slots.every((slot) => (found[slot]?.tasks ?? 0) > 0);

function refuseToMove(shape: SlotsShape, slot: Slot, found: FoundSlot | undefined): void {
  if (found === undefined) return;
  const { ecsService } = shape.slots[slot];
  const { targetGroup, container, port } = servedBy(shape, slot);
  if (found.targetGroup === targetGroup && found.container === container && found.port === port) return;
  if (found.port === undefined) {
    throw new ShapeRefused(
      `${shape.service}: ${ecsService} is a worker, and ECS makes no service of it. Give the service another name, then remove the worker.`,
    );
  }
  throw new ShapeRefused(
    `${shape.service}: ${ecsService} serves port ${found.port} of ${found.container}, and an update would cut it off. Give the service another name, move its users there, then remove the old one.`,
  );
}

const servedBy = (shape: SlotsShape, slot: Slot): Pick<FoundSlot, 'targetGroup' | 'container' | 'port'> =>
  isRouted(shape)
    ? { targetGroup: shape.traffic.targetGroups[slot], container: shape.container, port: shape.traffic.port }
    : {};

/** Scaling brings a slot below its most as soon as that is registered, however busy it is. */
function refuseToCut({ service, slots: of, most = Infinity }: SlotsShape, slot: Slot, found: FoundSlot | undefined) {
  if (found === undefined || found.tasks <= most) return;
  throw new ShapeRefused(
    `${service}: ${of[slot].ecsService} has ${found.tasks} tasks, and at most ${most} would stop some of them at once. Nothing has been changed. Deploy the stack again when it has shrunk, or allow ${found.tasks}.`,
  );
}

function changeOf(shape: SlotsShape, found: FoundSlot | undefined): SlotChange {
  if (found === undefined) return 'create';
  const same =
    sameSet(found.subnets, shape.subnets) &&
    sameSet(found.securityGroups, [shape.securityGroup]) &&
    sameSet(found.capacity.map(describe), capacityShares(shape.spot).map(describe));
  if (!same) return 'reshape';
  // ECS grants the time to start to what a load balancer asks.
  return !isRouted(shape) || found.startSeconds === shape.startSeconds ? 'leave' : 'adjust';
}

const describe = ({ provider, weight, base }: CapacityShare) => `${provider} ${weight} ${base}`;

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join();
