import {
  alarms,
  catalogue,
  foldMinutes,
  ledger,
  metrics,
  router,
  metricSnapshots,
  waiters,
  waits,
} from '#adapters/answers.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { against } from '#domain/canary/alarms.ts';
import { interruption, windowOf } from '#domain/canary/look.ts';
import { slowSecondsOf } from '#domain/canary/policy.ts';
import { nextSnapshot } from '#domain/canary/settled.ts';
import type { FoldMinutes } from '#domain/judge/fold-memory.ts';
import { answersRequests } from '#domain/deployment/traffic.ts';
import { rollBackBecause, type Answer, type Wait } from '#domain/ledger/wait.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import type { SlotAlarms } from '#ports/metrics/slot-alarms.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import type { Waiters } from '#ports/workflows/waiters.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './look-at-bakes.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  waits: OpenWaits;
  waiters: Waiters;
  ledger: Ledger;
  alarms: SlotAlarms;
  router: TrafficRouter;
  metrics: MetricSource;
  metricSnapshots: MetricSnapshots;
  foldMinutes: FoldMinutes;
}

export const watcher = defineStep(contract, async ({ time }, ports: Ports) => {
  const interrupted: string[] = [];
  const failed: string[] = [];
  for (const service of await ports.catalogue.names()) {
    try {
      if (await lookAt(service, Date.parse(time), ports)) interrupted.push(service);
    } catch (error) {
      // A failure for one service must not prevent the look at the others.
      failed.push(`${service}: ${(error as Error).message}`);
    }
  }
  if (failed.length > 0) throw new Error(`These services could not be judged: ${failed.join('; ')}`);
  return { interrupted };
});

/** Also while a person is asked: the version gets traffic, and may turn bad before the person decides. */
async function lookAt(service: string, now: number, ports: Ports): Promise<boolean> {
  const wait = await ports.waits.find(service);
  if (wait === undefined || wait.kind === 'approval') return false;
  const { plan } = await ports.ledger.progress(service, wait.deploymentId);
  const answer = plan && (await reasonToGoBack(plan, wait, now, ports));
  return answer !== undefined && ports.waiters.answer(wait.token, answer);
}

async function reasonToGoBack(
  plan: DeploymentPlan,
  wait: Wait,
  now: number,
  ports: Ports,
): Promise<Answer | undefined> {
  const { target } = plan;
  // In case their events were lost.
  const ringing = against(target, wait.slot, await ports.alarms.ringing(target), wait.progress);
  if (ringing.length > 0) return rollBackBecause('alarm', `these alarms are active: ${ringing.join(', ')}`);
  const { healthyTargets } = await ports.router.health(target, wait.slot);
  if (healthyTargets < wait.targetsNeeded) {
    const words = `${wait.slot} has ${healthyTargets} healthy targets, but needs ${wait.targetsNeeded} for its weight`;
    return rollBackBecause('health', words);
  }
  return judge(plan, wait, now, ports);
}

async function judge(
  { target, shift }: DeploymentPlan,
  wait: Wait,
  now: number,
  { metrics, metricSnapshots, foldMinutes }: Ports,
): Promise<Answer | undefined> {
  const { service, deploymentId } = wait;
  const window = windowOf(wait.progress, now);
  // Workers are monitored by alarms and task events only.
  if (window === undefined || !answersRequests(target)) return undefined;
  const ownMetrics = shift.judging.metrics ?? [];
  const minutes = await metrics.minutes({ target, ...window, slowSeconds: slowSecondsOf(shift), ownMetrics });
  const earlier = await metricSnapshots.last(service, deploymentId);
  await metricSnapshots.keep(service, deploymentId, nextSnapshot(earlier, minutes, now));
  return interruption(shift, wait, { minutes, earlier, now }, foldMinutes);
}

export const handler = watcher.host({
  catalogue,
  waits,
  waiters,
  ledger,
  alarms,
  router,
  metrics,
  metricSnapshots,
  foldMinutes,
});
