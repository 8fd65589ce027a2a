import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { mustHold } from '#domain/fencing.ts';
import { chooseSafeSlot } from '#domain/safe-slot.ts';
import { sameWeights, weightsWith } from '#domain/weights.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './return-traffic.contract.ts';

interface Ports {
  router: TrafficRouter;
  lock: DeploymentLock;
}

/**
 * Asks for the weights even where they look right: what was asked for just before the rollback may not show yet, and
 * would come into place afterwards. Only where nothing was live before, that would be the one version there is.
 */
export const step = defineStep(contract, async ({ plan }, { router, lock }: Ports) => {
  const { target, live } = plan;
  const found = await router.weights(target);
  const { slot, reason, page } = chooseSafeSlot({
    liveBefore: live.slot,
    tasksBefore: live.tasks,
    weights: found,
    health: { blue: await router.health(target, 'blue'), green: await router.health(target, 'green') },
  });
  const wanted = weightsWith(slot, 100);
  if (live.tasks > 0 || !sameWeights(found, wanted)) {
    mustHold(plan, await lock.holder(target.service));
    await router.setWeights(target, wanted);
  }
  return { safe: slot, reason, page };
});

export const handler = step.host((environment) => ({
  router: new AlbTrafficRouter(aws.loadBalancing()),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
}));
