import { lock, platform, router } from '#adapters/answers.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { nextInRetiring } from '#domain/rollback/retirement.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './clean-up.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
  lock: DeploymentLock;
}

export const step = defineStep(contract, async ({ plan }, { router, platform, lock }: Ports) => {
  const { target } = plan;
  const old = plan.live.slot;
  const next = nextInRetiring(old, await router.weights(target), await platform.status(target, old));
  if (next.stopTasks) {
    mustHold(plan, await lock.holder(target.service));
    await platform.scale(target, old, 0);
  }
  if (next.notYet !== undefined) throw next.notYet;
  return { stopped: old };
});

export const handler = step.host({ router, platform, lock });
