import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import { nextInRetiring } from '#domain/retirement.ts';
import { otherSlot } from '#domain/slot.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './retire-slot.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
}

export const step = defineStep(contract, async ({ plan, safe }, { router, platform }: Ports) => {
  const { target } = plan;
  const lost = otherSlot(safe);
  const next = nextInRetiring(lost, await router.weights(target), await platform.status(target, lost));
  if (next.stopTasks) await platform.stop(target, lost);
  if (next.notYet !== undefined) throw next.notYet;
  return { stopped: lost };
});

export const handler = step.host(() => ({
  router: new AlbTrafficRouter(aws.loadBalancing()),
  platform: new EcsContainerPlatform(aws.ecs()),
}));
