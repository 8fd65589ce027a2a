import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { WeightsNotInPlace } from '#domain/errors.ts';
import { mustHold } from '#domain/fencing.ts';
import { chooseSafeSlot } from '#domain/safe-slot.ts';
import { describeWeights, sameWeights, weightsWith } from '#domain/weights.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './return-traffic.contract.ts';

interface Ports {
  router: TrafficRouter;
  lock: DeploymentLock;
}

/** Looks and acts again at each call, because health may change while traffic returns. */
export const step = defineStep(contract, async ({ plan }, { router, lock }: Ports) => {
  const { target, live } = plan;
  const found = await router.weights(target);
  const choice = chooseSafeSlot({
    liveBefore: live.slot,
    tasksBefore: live.tasks,
    weights: found,
    health: { blue: await router.health(target, 'blue'), green: await router.health(target, 'green') },
  });
  const wanted = weightsWith(choice.slot, 100);
  if (!sameWeights(found, wanted)) {
    mustHold(plan, await lock.holder(target.service));
    await router.setWeights(target, wanted);
    throw new WeightsNotInPlace(
      `found ${describeWeights(found)}, asked for ${describeWeights(wanted)}: ${choice.reason}`,
    );
  }
  return { safe: choice.slot, reason: choice.reason, page: choice.page };
});

export const handler = step.host((environment) => ({
  router: new AlbTrafficRouter(aws.loadBalancing()),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
}));
