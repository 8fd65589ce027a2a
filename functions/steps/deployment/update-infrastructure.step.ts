import * as aws from '#adapters/aws-clients.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './update-infrastructure.contract.ts';

export const step = defineStep(contract, async ({ target, image }, { platform }: { platform: ContainerPlatform }) => ({
  image,
  taskDefinition: await platform.register(target, image),
}));

export const handler = step.host(() => ({ platform: new EcsContainerPlatform(aws.ecs()) }));
