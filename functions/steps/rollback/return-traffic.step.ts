import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { WeightsNotInPlace } from '#domain/errors.ts';
import { chooseSafeSlot } from '#domain/safe-slot.ts';
import { describeWeights, sameWeights, weightsWith } from '#domain/weights.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './return-traffic.contract.ts';

/** Looks and acts again at each call, because health may change while traffic returns. */
export const step = defineStep(contract, async ({ plan }, { router }: { router: TrafficRouter }) => {
  const { target } = plan;
  const choice = chooseSafeSlot(plan.live.slot, {
    blue: await router.health(target, 'blue'),
    green: await router.health(target, 'green'),
  });
  const wanted = weightsWith(choice.slot, 100);
  const found = await router.weights(target);
  if (!sameWeights(found, wanted)) {
    await router.setWeights(target, wanted);
    throw new WeightsNotInPlace(
      `found ${describeWeights(found)}, asked for ${describeWeights(wanted)}: ${choice.reason}`,
    );
  }
  return { safe: choice.slot, reason: choice.reason, page: choice.page };
});

export const handler = step.host(() => ({ router: new AlbTrafficRouter(aws.loadBalancing()) }));
