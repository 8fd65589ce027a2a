import { router } from '#adapters/answers.ts';
import { mustBeInPlace } from '#domain/slots/weights-in-place.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-weight.contract.ts';

export const step = defineStep(contract, async ({ target, weights }, { router }: { router: TrafficRouter }) =>
  mustBeInPlace(weights, await router.weights(target)),
);

export const handler = step.host({ router });
