import { lock, router } from '#adapters/answers.ts';
import { SlotNotHealthy } from '#domain/errors.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { targetsNeeded } from '#domain/strategy/shift-schedule.ts';
import { mustBeOurs } from '#domain/slots/weights-in-place.ts';
import { weightsWith } from '#domain/slots/weights.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './set-weight.contract.ts';

interface Ports {
  router: TrafficRouter;
  lock: DeploymentLock;
}

export const step = defineStep(contract, async ({ plan, weight, before }, { router, lock }: Ports) => {
  const { target, capacity } = plan;
  const { to } = plan.shift;
  const needed = targetsNeeded(capacity, weight);
  const { healthyTargets } = await router.health(target, to);
  if (healthyTargets < needed) {
    throw new SlotNotHealthy(`${to} needs ${needed} healthy targets for ${weight} %, but has ${healthyTargets}`);
  }
  const weights = weightsWith(to, weight);
  mustBeOurs(await router.weights(target), [before, weights]);
  mustHold(plan, await lock.holder(target.service));
  await router.setWeights(target, weights);
  return weights;
});

export const handler = step.host({ router, lock });
