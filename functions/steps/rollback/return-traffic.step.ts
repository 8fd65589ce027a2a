import { lock, platform, router } from '#adapters/answers.ts';
import { CapacityNotBack } from '#domain/errors.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { tasksToCarryAll, weightToReturn } from '#domain/rollback/return-of-traffic.ts';
import { chooseSafeSlot } from '#domain/rollback/safe-slot.ts';
import { sameWeights, weightsWith } from '#domain/slots/weights.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './return-traffic.contract.ts';

interface Ports {
  router: TrafficRouter;
  platform: ContainerPlatform;
  lock: DeploymentLock;
}

/**
 * Sets the weights even if they look right: a change requested just before the rollback may take effect later. The
 * exception is a first deployment, where it would be the only version there is.
 */
export const step = defineStep(contract, async ({ plan, failure, urgent }, { router, platform, lock }: Ports) => {
  const { target, live } = plan;
  const weights = await router.weights(target);
  const health = { blue: await router.health(target, 'blue'), green: await router.health(target, 'green') };
  const { slot, reason, page } = chooseSafeSlot({ liveBefore: live.slot, tasksBefore: live.tasks, weights, health });
  const status = { blue: await platform.status(target, 'blue'), green: await platform.status(target, 'green') };
  const { desired } = status[slot];
  const needed = tasksToCarryAll(plan, slot, weights, { blue: status.blue.desired, green: status.green.desired });
  mustHold(plan, await lock.holder(target.service));
  if (desired < needed) await platform.scale(target, slot, needed);
  const { healthyTargets } = health[slot];
  const weight = urgent ? 100 : weightToReturn({ failure, weight: weights[slot], needed, healthyTargets });
  const wanted = weightsWith(slot, weight);
  if (live.tasks > 0 || !sameWeights(weights, wanted)) await router.setWeights(target, wanted);
  if (weight < 100) {
    throw new CapacityNotBack(`${slot} has ${weight} % and ${healthyTargets} of ${needed} healthy tasks`);
  }
  return { safe: slot, reason, page };
});

export const handler = step.host({ router, platform, lock });
