import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { SlotNotHealthy } from '#domain/errors.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-health.contract.ts';

export const step = defineStep(contract, async ({ plan }, { router }: { router: TrafficRouter }) => {
  const { healthyTargets } = await router.health(plan.target, plan.shift.to);
  if (healthyTargets < plan.capacity) {
    throw new SlotNotHealthy(`${healthyTargets} of ${plan.capacity} targets of ${plan.shift.to} are healthy`);
  }
  return { healthyTargets, score: 1 };
});

export const handler = step.host(() => ({ router: new AlbTrafficRouter(aws.loadBalancing()) }));
