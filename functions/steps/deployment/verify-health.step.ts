import { router, testRoute } from '#adapters/answers.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { HealthScoreTooLow, SlotNotHealthy } from '#domain/errors.ts';
import { describeAnswers, healthScore } from '#domain/deployment/health-score.ts';
import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import { answersRequests } from '#domain/deployment/traffic.ts';
import type { TestRoute } from '#ports/traffic/test-route.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-health.contract.ts';

interface Ports {
  router: TrafficRouter;
  testRoute: TestRoute;
}

export const step = defineStep(contract, async ({ plan }, { router, testRoute }: Ports) => {
  const { target, shift, capacity } = plan;
  const { minimumScore } = target.health;
  if (!answersRequests(target)) return mustRun(plan, await router.health(target, shift.to));
  const addresses = await router.addresses(target, shift.to);
  if (addresses.length < capacity) {
    throw new SlotNotHealthy(`${addresses.length} of ${capacity} targets of ${shift.to} are healthy`);
  }
  const answers = await testRoute.ask(addresses, target.health);
  const score = healthScore(answers);
  if (score <= minimumScore) {
    const words = `the health score of ${shift.to} is ${score.toFixed(2)} but must be above ${minimumScore}`;
    throw new HealthScoreTooLow(`${words}: ${describeAnswers(answers)}`);
  }
  return { addresses, answers: answers.length, score };
});

/** A worker has no endpoints. ECS runs its health command, if it has one. */
function mustRun({ capacity, shift }: DeploymentPlan, { healthyTargets }: SlotHealth) {
  if (healthyTargets < capacity)
    throw new SlotNotHealthy(`${healthyTargets} of ${capacity} tasks of ${shift.to} are running`);
  return { addresses: [], answers: 0, score: 1 };
}

export const handler = step.host({ router, testRoute });
