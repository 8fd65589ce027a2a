import * as aws from '#adapters/aws-clients.ts';
import { DynamoFailoverLedger } from '#adapters/regions/dynamo-failover-ledger.ts';
import { EcsContainerPlatform } from '#adapters/compute/ecs-container-platform.ts';
import { ServiceRouter } from '#adapters/traffic/service-router.ts';
import { SsmServiceCatalogue } from '#adapters/compute/ssm-service-catalogue.ts';
import { CapacityNotThere } from '#domain/errors.ts';
import { enoughForTakeover, tasksForTakeover } from '#domain/failover/capacity.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { servingSlot } from '#domain/slots/weights.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { contract } from './raise-capacity.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  catalogue: ServiceCatalogue;
  router: TrafficRouter;
  platform: ContainerPlatform;
}

export const step = defineStep(contract, async ({ plan }, ports: Ports) => {
  mustRun(plan, await ports.failovers.atWork(plan.runId));
  const reached: string[] = [];
  const short: string[] = [];
  for (const name of await ports.catalogue.names()) {
    const target = await ports.catalogue.find(name);
    if (target === undefined) continue;
    const { words, enough } = await raise(target, ports);
    (enough ? reached : short).push(words);
  }
  if (short.length > 0) throw new CapacityNotThere(short.join(', '));
  return { reached };
});

async function raise(target: ServiceTarget, { router, platform }: Ports) {
  const { service, tasks } = target;
  const slot = servingSlot(await router.weights(target));
  const { desired, taskDefinition } = await platform.status(target, slot);
  const wanted = tasksForTakeover({ most: tasks.max });
  if (desired < wanted) await platform.run(target, slot, { taskDefinition, tasks: wanted });
  const { healthyTargets } = await router.health(target, slot);
  const words = `${service} has ${healthyTargets} healthy targets, needs ${tasks.min} and has requested ${wanted}`;
  return { words, enough: enoughForTakeover({ least: tasks.min }, healthyTargets) };
}

export const handler = step.host(({ LEDGER_TABLE, SERVICE_CATALOGUE }) => ({
  failovers: new DynamoFailoverLedger(aws.dynamodb(), LEDGER_TABLE),
  catalogue: new SsmServiceCatalogue(aws.parameters(), SERVICE_CATALOGUE, (value) => ServiceTargetSchema.parse(value)),
  router: new ServiceRouter(aws.loadBalancing(), aws.ecs()),
  platform: new EcsContainerPlatform(aws.ecs()),
}));
