import { router } from '#adapters/answers.ts';
import { mustBeInPlace } from '#domain/slots/weights-in-place.ts';
import { weightsWith } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-return.contract.ts';

export const step = defineStep(contract, async ({ plan, safe }, { router }: { router: TrafficRouter }) =>
  mustBeInPlace(weightsWith(safe, 100), await router.weights(plan.target)),
);

export const handler = step.host({ router });
