import { ledger, lock, metrics, now, platform, quota, registry, router } from '#adapters/answers.ts';
import { forecast, forecastWindow } from '#domain/canary/forecast.ts';
import { slowSecondsOf } from '#domain/canary/policy.ts';
import { type DeploymentPlan, planDeployment, situationOf } from '#domain/deployment/deployment-plan.ts';
import { previewDeployment } from '#domain/deployment/deployment-preview.ts';
import { referenceWithin } from '#domain/images/image-reference.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { ImageRegistry } from '#ports/images/image-registry.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import type { TaskQuota } from '#ports/compute/task-quota.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './preview-deployment.contract.ts';

interface Ports {
  ledger: Ledger;
  lock: DeploymentLock;
  router: TrafficRouter;
  platform: ContainerPlatform;
  registry: ImageRegistry;
  metrics: MetricSource;
  quota: TaskQuota;
  now: () => Date;
}

export const step = defineStep(
  contract,
  async ({ deploymentId, target, strategy, image, fromSource }, ports: Ports) => {
    const { ledger, lock, router, platform, registry, quota } = ports;
    const [blue, green] = [await platform.status(target, 'blue'), await platform.status(target, 'green')];
    const recordedLive = (await ledger.state(target.service))?.live;
    const situation = situationOf(await router.weights(target), recordedLive, { blue, green });
    const holder = await lock.holder(target.service);
    const planning = planDeployment({ deploymentId, fence: (holder?.fence ?? 0) + 1, target, strategy }, situation);
    const evidence = planning.kind === 'plan' ? await forecastOf(planning.plan, ports) : undefined;
    const vcpus = await quota.vcpus();
    return previewDeployment({
      target,
      planning,
      vcpus,
      ...(evidence !== undefined && { evidence }),
      asked: image,
      fromSource,
      image: await registry.find(target.repository, referenceWithin(target.repository, image)),
      heldBy: holder?.owner,
    });
  },
);

async function forecastOf(plan: DeploymentPlan, { metrics, now }: Ports): Promise<string | undefined> {
  const window = forecastWindow(plan, now());
  if (window === undefined) return undefined;
  const slowSeconds = slowSecondsOf(plan.shift);
  return forecast(plan, await metrics.minutes({ target: plan.target, ...window, slowSeconds, ownMetrics: [] }));
}

export const handler = step.host({ ledger, lock, router, platform, registry, metrics, quota, now });
