import { AlbTrafficRouter } from '#adapters/alb-traffic-router.ts';
import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import { EcrImageRegistry } from '#adapters/ecr-image-registry.ts';
import { EcsContainerPlatform } from '#adapters/ecs-container-platform.ts';
import { planDeployment, situationOf } from '#domain/deployment-plan.ts';
import { foresee } from '#domain/foresight.ts';
import { referenceWithin } from '#domain/image-reference.ts';
import type { ContainerPlatform } from '#ports/container-platform.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { ImageRegistry } from '#ports/image-registry.ts';
import type { Ledger } from '#ports/ledger.ts';
import type { TrafficRouter } from '#ports/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './foresee-deployment.contract.ts';

interface Ports {
  ledger: Ledger;
  lock: DeploymentLock;
  router: TrafficRouter;
  platform: ContainerPlatform;
  registry: ImageRegistry;
}

export const step = defineStep(
  contract,
  async ({ deploymentId, target, strategy, image, fromSource }, ports: Ports) => {
    const { ledger, lock, router, platform, registry } = ports;
    const [blue, green] = [await platform.status(target, 'blue'), await platform.status(target, 'green')];
    const recordedLive = (await ledger.state(target.service))?.live;
    const situation = situationOf(await router.weights(target), recordedLive, { blue, green });
    const holder = await lock.holder(target.service);
    return foresee({
      target,
      planning: planDeployment({ deploymentId, fence: (holder?.fence ?? 0) + 1, target, strategy }, situation),
      asked: image,
      fromSource,
      image: await registry.find(target.repository, referenceWithin(target.repository, image)),
      heldBy: holder?.owner,
    });
  },
);

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  router: new AlbTrafficRouter(aws.loadBalancing()),
  platform: new EcsContainerPlatform(aws.ecs()),
  registry: new EcrImageRegistry(aws.ecr),
}));
