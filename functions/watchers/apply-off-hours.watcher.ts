import { catalogue, ledger, lock, now, platform, router } from '#adapters/answers.ts';
import { type Hour, offHoursOwner, tasksDueAt } from '#domain/slots/off-hours.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { liveSlot } from '#domain/slots/weights.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './apply-off-hours.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  lock: DeploymentLock;
  ledger: Ledger;
  router: TrafficRouter;
  platform: ContainerPlatform;
  now: () => Date;
}

/**
 * Longer than the function may run. If it dies while holding the lock, it is retried as the same owner and releases it.
 */
const lockMilliseconds = 120_000;

export const watcher = defineStep(contract, async ({ hour }, ports: Ports) => {
  const { catalogue, lock, now } = ports;
  const changed: string[] = [];
  const busy: string[] = [];
  const execution = `the function ${contract.name}, a moment`;
  for (const service of await catalogue.names()) {
    const expiresAt = new Date(now().getTime() + lockMilliseconds).toISOString();
    if ((await lock.seize(service, { kind: 'off-hours', owner: offHoursOwner, execution, expiresAt })) === undefined) {
      busy.push(service);
      continue;
    }
    try {
      const target = await catalogue.find(service);
      if (target !== undefined && (await changeSize(hour, target, ports))) changed.push(service);
    } finally {
      await lock.letGo(service, offHoursOwner);
    }
  }
  return { changed, busy };
});

async function changeSize(hour: Hour, target: ServiceTarget, { ledger, router, platform }: Ports): Promise<boolean> {
  const live = liveSlot(await router.weights(target));
  if (live === undefined) return false;
  const status = await platform.status(target, live);
  const isDeployed = (await ledger.state(target.service)) !== undefined;
  const tasks = tasksDueAt(hour, { status, isDeployed, least: target.tasks.min });
  if (tasks === undefined) return false;
  await platform.scale(target, live, tasks);
  return true;
}

export const handler = watcher.host({ catalogue, lock, ledger, router, platform, now });
