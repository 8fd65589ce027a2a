import * as aws from '#adapters/aws-clients.ts';
import { EcsAlbSlotOwner } from '#adapters/ecs-alb-slot-owner.ts';
import type { SlotOwner } from '#ports/slot-owner.ts';
import { InputRejected } from '#runtime/errors.ts';
import { parse } from '#runtime/parse.ts';
import { ServiceSlotsSchema, serviceSlotsAttributes } from './service-slots.contract.ts';

/** What the provider framework of the CDK hands to `onEvent` and `isComplete`. */
interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: unknown;
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
  const { listenerRule } = await owner.ensure(shape);
  return { PhysicalResourceId, Data: { [serviceSlotsAttributes.listenerRule]: listenerRule } };
}

export async function isAnswered(event: ResourceEvent, owner: SlotOwner) {
  return { IsComplete: event.RequestType !== 'Delete' || (await owner.isGone(shapeOf(event))) };
}

const owner = () => new EcsAlbSlotOwner(aws.ecs(), aws.loadBalancing());

export const onEvent = (event: ResourceEvent) => answer(event, owner());
export const isComplete = (event: ResourceEvent) => isAnswered(event, owner());
