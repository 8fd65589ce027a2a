import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { HttpTestRoute } from '#adapters/http-test-route.ts';
import { HealthScoreTooLow, SlotNotHealthy } from '#domain/errors.ts';
import { describeAnswers, healthScore } from '#domain/health-score.ts';
import type { TestRoute } from '#ports/test-route.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-health.contract.ts';

interface Ports {
  router: TrafficRouter;
  testRoute: TestRoute;
}

export const step = defineStep(contract, async ({ plan }, { router, testRoute }: Ports) => {
  const { target, shift, capacity } = plan;
  const { minimumScore } = target.health;
  const addresses = await router.addresses(target, shift.to);
  if (addresses.length < capacity) {
    throw new SlotNotHealthy(`${addresses.length} of ${capacity} targets of ${shift.to} are healthy`);
  }
  const answers = await testRoute.ask(addresses, target.health);
  const score = healthScore(answers);
  if (score <= minimumScore) {
    const words = `the health score of ${shift.to} is ${score.toFixed(2)} and has to be above ${minimumScore}`;
    throw new HealthScoreTooLow(`${words}: ${describeAnswers(answers)}`);
  }
  return { addresses, answers: answers.length, score };
});

export const handler = step.host(() => ({
  router: new AlbTrafficRouter(aws.loadBalancing()),
  testRoute: new HttpTestRoute(),
}));
