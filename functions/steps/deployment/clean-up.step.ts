import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import { nextInRetiring } from '#domain/retirement.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './clean-up.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
}

export const step = defineStep(contract, async ({ plan }, { router, platform }: Ports) => {
  const { target } = plan;
  const old = plan.live.slot;
  const next = nextInRetiring(old, await router.weights(target), await platform.status(target, old));
  if (next.stopTasks) await platform.stop(target, old);
  if (next.notYet !== undefined) throw next.notYet;
  return { stopped: old };
});

export const handler = step.host(() => ({
  router: new AlbTrafficRouter(aws.loadBalancing()),
  platform: new EcsContainerPlatform(aws.ecs()),
}));
