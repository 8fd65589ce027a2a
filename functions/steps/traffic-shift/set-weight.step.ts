import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { SlotNotHealthy } from '#domain/errors.ts';
import { targetsNeeded } from '#domain/shift-schedule.ts';
import { weightsWith } from '#domain/weights.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './set-weight.contract.ts';

export const step = defineStep(contract, async (input, { router }: { router: TrafficRouter }) => {
  const { target, to, weight, capacity } = input;
  const needed = targetsNeeded(capacity, weight);
  const { healthyTargets } = await router.health(target, to);
  if (healthyTargets < needed) {
    throw new SlotNotHealthy(`${to} needs ${needed} healthy targets for ${weight} % and has ${healthyTargets}`);
  }
  const weights = weightsWith(to, weight);
  await router.setWeights(target, weights);
  return weights;
});

export const handler = step.host(() => ({ router: new AlbTrafficRouter(aws.loadBalancing()) }));
