import { lock, platform, router } from '#adapters/answers.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { nextInRetiring } from '#domain/rollback/retirement.ts';
import { otherSlot } from '#domain/slots/slot.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './retire-slot.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
  lock: DeploymentLock;
}

export const step = defineStep(contract, async ({ plan, safe }, { router, platform, lock }: Ports) => {
  const { target } = plan;
  const rejected = otherSlot(safe);
  const next = nextInRetiring(rejected, await router.weights(target), await platform.status(target, rejected));
  if (next.stopTasks) {
    mustHold(plan, await lock.holder(target.service));
    await platform.scale(target, rejected, 0);
  }
  if (next.notYet !== undefined) throw next.notYet;
  return { stopped: rejected };
});

export const handler = step.host({ router, platform, lock });
