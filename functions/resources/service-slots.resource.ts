import { lock, now, owner } from '#adapters/answers.ts';
import { slots } from '#domain/slots/slot.ts';
import { refuseWhileHeld } from '#domain/slots/slot-change.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { SlotOwner } from '#ports/compute/slot-owner.ts';
import { InputRejected } from '#runtime/errors.ts';
import { parse } from '#runtime/parse.ts';
import {
  resourceTypes,
  ServiceRemovalSchema,
  ServiceSlotsSchema,
  serviceSlotsAttributes,
} from './service-slots.contract.ts';

/** What the provider framework of the CDK hands to `onEvent` and `isComplete`. */
interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType?: string;
  readonly ResourceProperties: unknown;
  /** Of an `isComplete`: what `onEvent` has answered. */
  readonly Replaced?: readonly string[];
}

const shapeOf = (event: ResourceEvent) =>
  parse(ServiceSlotsSchema, event.ResourceProperties, 'Properties of the service slots', InputRejected);

export async function answer(event: ResourceEvent, owner: SlotOwner) {
  const shape = shapeOf(event);
  const PhysicalResourceId = `${shape.cluster}/${shape.service}`;
  if (event.RequestType === 'Delete') {
    await owner.remove(shape);
    return { PhysicalResourceId };
  }
  const { weightHolder, replaced } = await owner.ensure(shape);
  return { PhysicalResourceId, Replaced: replaced, Data: { [serviceSlotsAttributes.weightHolder]: weightHolder } };
}

export async function isAnswered(event: ResourceEvent, owner: SlotOwner) {
  const shape = shapeOf(event);
  if (event.RequestType === 'Delete') return { IsComplete: await owner.isGone(shape) };
  const replaced = slots.filter((slot) => event.Replaced?.includes(slot));
  return { IsComplete: replaced.length === 0 || (await owner.isReplaced(shape, replaced)) };
}

interface RemovalPorts {
  readonly owner: SlotOwner;
  readonly lockIn: (ledger: string) => Pick<DeploymentLock, 'holder'>;
  readonly now: () => Date;
}

/** Everything of the stack depends on nothing of this, so it is removed first: what it refuses, loses nothing. */
export async function answerRemoval(event: ResourceEvent, { owner, lockIn, now }: RemovalPorts) {
  const what = 'Properties of the removal';
  const { ledger, ...shape } = parse(ServiceRemovalSchema, event.ResourceProperties, what, InputRejected);
  if (event.RequestType === 'Delete') {
    refuseWhileHeld(shape.service, await lockIn(ledger).holder(shape.service), now());
    await owner.refuseInUse(shape);
  }
  return { PhysicalResourceId: `${shape.cluster}/${shape.service}/removal` };
}

const isRemoval = ({ ResourceType }: ResourceEvent): boolean => ResourceType === resourceTypes.removal;

const removal = () => ({
  owner: owner(),
  lockIn: (ledger: string) => lock({ LEDGER_TABLE: ledger }),
  now: now(),
});

export const onEvent = (event: ResourceEvent) =>
  isRemoval(event) ? answerRemoval(event, removal()) : answer(event, owner());
export const isComplete = async (event: ResourceEvent) =>
  isRemoval(event) ? { IsComplete: true } : isAnswered(event, owner());
