import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { WeightsNotInPlace } from '#domain/errors.ts';
import { describeWeights, sameWeights } from '#domain/weights.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-weight.contract.ts';

export const step = defineStep(contract, async ({ target, weights }, { router }: { router: TrafficRouter }) => {
  const found = await router.weights(target);
  if (!sameWeights(found, weights)) {
    throw new WeightsNotInPlace(`asked for ${describeWeights(weights)}, found ${describeWeights(found)}`);
  }
  return found;
});

export const handler = step.host(() => ({ router: new AlbTrafficRouter(aws.loadBalancing()) }));
