import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import { planDeployment } from '#domain/deployment-plan.ts';
import { ServiceBusy, StateMismatch } from '#domain/errors.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Ledger } from '#ports/ledger.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './admit-deployment.contract.ts';

interface Ports {
  lock: DeploymentLock;
  ledger: Ledger;
  router: TrafficRouter;
  platform: ContainerPlatform;
  now: () => Date;
}

/** Longer than the longest strategy, so that a lock never runs out under a deployment that is well. */
const lockSeconds = 36 * 3600;

export const step = defineStep(contract, async (input, { lock, ledger, router, platform, now }: Ports) => {
  const { deploymentId, target, steps, execution } = input;
  const attempt = await lock.take(target.service, deploymentId, now(), lockSeconds);
  if (!attempt.taken) {
    throw new ServiceBusy(
      `${target.service} is being changed by ${attempt.holder.owner} until ${attempt.holder.expiresAt}`,
    );
  }
  await ledger.open({
    deploymentId,
    service: target.service,
    startedAt: execution.startedAt,
    execution: execution.arn,
    image: input.image,
    requestedBy: input.requestedBy,
    reason: input.reason,
  });
  const planning = planDeployment(
    { deploymentId, target, steps },
    {
      weights: await router.weights(target),
      recordedLive: (await ledger.state(target.service))?.live,
      runningTasks: {
        blue: (await platform.status(target, 'blue')).running,
        green: (await platform.status(target, 'green')).running,
      },
    },
  );
  if (planning.kind === 'mismatch') throw new StateMismatch(planning.reason);
  return planning.plan;
});

export const handler = step.host((environment) => ({
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  router: new AlbTrafficRouter(aws.loadBalancing()),
  platform: new EcsContainerPlatform(aws.ecs()),
  now: () => new Date(),
}));
