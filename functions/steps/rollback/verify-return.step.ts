import { platform, router } from '#adapters/answers.ts';
import { CapacityNotBack } from '#domain/errors.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-return.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
}

export const step = defineStep(contract, async ({ plan: { target }, safe }, { router, platform }: Ports) => {
  const { desired: needed } = await platform.status(target, safe);
  const { healthyTargets } = await router.health(target, safe);
  if (healthyTargets < needed) throw new CapacityNotBack(`${healthyTargets} of ${needed} tasks of ${safe} are healthy`);
  return { healthyTargets, needed };
});

export const handler = step.host({ router, platform });
