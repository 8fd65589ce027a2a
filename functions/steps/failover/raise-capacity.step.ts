import { catalogue, failovers, platform, router } from '#adapters/answers.ts';
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
  const { desired } = await platform.status(target, slot);
  const wanted = tasksForTakeover({ most: tasks.max });
  if (desired < wanted) await platform.scale(target, slot, wanted);
  const { healthyTargets } = await router.health(target, slot);
  const words = `${service} has ${healthyTargets} healthy targets, needs ${tasks.min} and has requested ${wanted}`;
  return { words, enough: enoughForTakeover({ least: tasks.min }, healthyTargets) };
}

export const handler = step.host({ failovers, catalogue, router, platform });
