import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import { planDeployment, type Situation } from '#domain/deployment-plan.ts';
import { ServiceBusy, StateMismatch } from '#domain/errors.ts';
import type { ServiceTarget } from '#domain/service-target.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import type { Ledger } from '#ports/ledger.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './admit-deployment.contract.ts';

interface Ports {
  ledger: Ledger;
  router: TrafficRouter;
  platform: ContainerPlatform;
  now: () => Date;
}

/** Longer than the longest strategy, so that a lock never runs out under a deployment that is well. */
const lockMilliseconds = 48 * 3600 * 1000;

export const step = defineStep(contract, async (input, ports: Ports) => {
  const { deploymentId, requestId, target, steps, image, requestedBy, reason, execution } = input;
  const { service } = target;
  const admission = await ports.ledger.admit(
    {
      deploymentId,
      service,
      requestId,
      startedAt: execution.startedAt,
      execution: execution.arn,
      image,
      requestedBy,
      reason,
    },
    new Date(ports.now().getTime() + lockMilliseconds).toISOString(),
  );
  if (admission.kind === 'duplicate') return admission;
  if (admission.kind === 'busy') {
    const { owner, execution: running } = admission.holder;
    throw new ServiceBusy(`${service} is being changed by ${owner}: wait for ${running}, or stop it`);
  }
  const planning = planDeployment({ deploymentId, fence: admission.fence, target, steps }, await look(target, ports));
  if (planning.kind === 'mismatch') throw new StateMismatch(planning.reason);
  await ports.ledger.keep(service, deploymentId, { plan: planning.plan });
  return { kind: 'admitted' as const, plan: planning.plan };
});

async function look(target: ServiceTarget, { ledger, router, platform }: Ports): Promise<Situation> {
  return {
    weights: await router.weights(target),
    recordedLive: (await ledger.state(target.service))?.live,
    runningTasks: {
      blue: (await platform.status(target, 'blue')).running,
      green: (await platform.status(target, 'green')).running,
    },
  };
}

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  router: new AlbTrafficRouter(aws.loadBalancing()),
  platform: new EcsContainerPlatform(aws.ecs()),
  now: () => new Date(),
}));
