import * as aws from '#adapters/aws-clients.ts';
import { ServiceRouter } from '#adapters/traffic/service-router.ts';
import { mustBeInPlace } from '#domain/slots/weights-in-place.ts';
import { weightsWith } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-return.contract.ts';

export const step = defineStep(contract, async ({ plan, safe }, { router }: { router: TrafficRouter }) =>
  mustBeInPlace(weightsWith(safe, 100), await router.weights(plan.target)),
);

export const handler = step.host(() => ({ router: new ServiceRouter(aws.loadBalancing(), aws.ecs()) }));
