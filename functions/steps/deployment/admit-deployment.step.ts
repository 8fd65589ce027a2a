import { decisions, ledger, metrics, now, platform, quota, queue, router, softTimeout } from '#adapters/answers.ts';
import { limitedBy } from '#domain/canary/exposure.ts';
import { forecast, forecastWindow } from '#domain/canary/forecast.ts';
import { startOfMinute } from '#domain/canary/measured-minute.ts';
import { slowSecondsOf } from '#domain/canary/policy.ts';
import {
  type DeploymentPlan,
  type Mismatch,
  planDeployment,
  type Situation,
  situationOf,
} from '#domain/deployment/deployment-plan.ts';
import { QuotaReached, ServiceBusy, StateMismatch, Superseded } from '#domain/errors.ts';
import { shortOfVcpus } from '#domain/deployment/headroom.ts';
import { lockUntil } from '#domain/ledger/lock-expiry.ts';
import { servesUnhealthySlot } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import type { DeploymentEntry } from '#domain/ledger/deployment-entry.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import type { TaskQuota } from '#ports/compute/task-quota.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import type { InputOf } from '#runtime/define-contract.ts';
import { defineStep } from '#runtime/define-step.ts';
import type { OnBusy } from '#wire/deployment-request.ts';
import { contract } from './admit-deployment.contract.ts';

interface Ports {
  ledger: Ledger;
  queue: DeploymentQueue;
  router: TrafficRouter;
  platform: ContainerPlatform;
  metrics: MetricSource;
  decisions: Decisions;
  quota: TaskQuota;
  /** How long to wait for an optional response. */
  softTimeout: () => Promise<undefined>;
  now: () => Date;
}

const dayMs = 24 * 3600 * 1000;

export const step = defineStep(contract, async (input, ports: Ports) => {
  const { deploymentId, target, strategy, onBusy } = input;
  const { service } = target;
  const entry = entryOf(input);
  const admission = await ports.ledger.admit(entry, lockUntil(ports.now()));
  if (admission.kind === 'duplicate') return admission;
  if (admission.kind === 'closed') throw new Superseded(admission.outcome.reason);
  if (admission.kind === 'busy') return await atABusyService(entry, admission.holder, onBusy, ports);
  const situation = await look(target, ports);
  const planning = planDeployment({ deploymentId, fence: admission.fence, target, strategy }, situation);
  if (planning.kind === 'mismatch') throw await mismatchOf(planning, situation, ports);
  const shortage = shortOfVcpus(planning.plan, await orNothing(ports.quota.vcpus(), ports));
  if (shortage !== undefined) throw new QuotaReached(shortage);
  const plan = await withLimit(planning.plan, ports);
  await ports.ledger.keep(service, deploymentId, { plan });
  await warn(plan, input.execution.startedAt, ports);
  return { kind: 'admitted' as const, plan };
});

function entryOf({ target, execution, ...request }: InputOf<typeof contract>): DeploymentEntry {
  const { deploymentId, requestId, image, requestedBy, reason, commit, restores } = request;
  const { arn, startedAt } = execution;
  return {
    ...{ deploymentId, service: target.service, requestId, startedAt, execution: arn, image, requestedBy, reason },
    ...(commit && { commit }),
    ...(restores && { restores }),
  };
}

/**
 * A state that Sluice did not create is left as it is, because there may be a reason for it. Only if traffic reaches an
 * unhealthy slot, the plan is kept so that the rollback can return the traffic.
 */
async function mismatchOf(
  { reason, remedy, asRecorded }: Mismatch,
  { weights }: Situation,
  { ledger, router }: Ports,
): Promise<StateMismatch> {
  if (asRecorded === undefined || !(await doUsersReachUnhealthySlot(asRecorded, weights, router))) {
    return new StateMismatch(`${reason}. ${remedy}`);
  }
  await ledger.keep(asRecorded.target.service, asRecorded.deploymentId, { plan: asRecorded });
  return new StateMismatch(`${reason}. It sent traffic to a slot without a healthy task`);
}

async function doUsersReachUnhealthySlot(
  { target, live }: DeploymentPlan,
  weights: Weights,
  router: TrafficRouter,
): Promise<boolean> {
  const health = { blue: await router.health(target, 'blue'), green: await router.health(target, 'green') };
  return servesUnhealthySlot(weights, live.slot, health);
}

/** A limit that cannot be determined must not be ignored, so this fails if the metrics cannot be read. */
async function withLimit(plan: DeploymentPlan, { metrics, now }: Ports): Promise<DeploymentPlan> {
  const { target, live, shift } = plan;
  if (shift.judging.exposedDayShare === undefined || live.tasks === 0) return plan;
  const until = startOfMinute(now().getTime());
  const window = { from: new Date(until - dayMs), until: new Date(until) };
  const day = await metrics.minutes({ target, ...window, slowSeconds: slowSecondsOf(shift), ownMetrics: [] });
  return { ...plan, shift: limitedBy(shift, day) };
}

/** For optional information: waits briefly and ignores failures. */
const orNothing = async <T>(asked: Promise<T>, { softTimeout }: Pick<Ports, 'softTimeout'>): Promise<T | undefined> =>
  Promise.race([asked.catch(() => undefined), softTimeout()]);

async function warn(plan: DeploymentPlan, at: string, ports: Ports): Promise<void> {
  const { metrics, decisions, now } = ports;
  const { target, deploymentId, shift } = plan;
  const window = forecastWindow(plan, now());
  if (window === undefined) return;
  const asked = metrics.minutes({ target, ...window, slowSeconds: slowSecondsOf(shift), ownMetrics: [] });
  const measured = await orNothing(asked, ports);
  const why = measured && forecast(plan, measured);
  if (why !== undefined)
    await decisions.record(target.service, { deploymentId, at, who: 'admission', what: 'warn', why });
}

async function atABusyService(
  entry: DeploymentEntry,
  { owner, execution }: LockHolder,
  onBusy: OnBusy,
  { ledger, queue, now }: Ports,
) {
  if (onBusy !== 'reject') {
    await queue.enter(entry);
    return { kind: 'waiting' as const, deploymentId: entry.deploymentId };
  }
  const reason = `${entry.service} is being changed by ${owner}; wait for ${execution} to end, or stop it`;
  await ledger.refuse(entry, { outcome: 'refused', reason, endedAt: now().toISOString() });
  throw new ServiceBusy(reason);
}

async function look(target: ServiceTarget, { ledger, router, platform }: Ports): Promise<Situation> {
  const [blue, green] = [await platform.status(target, 'blue'), await platform.status(target, 'green')];
  const state = await ledger.state(target.service);
  return situationOf(await router.weights(target), state?.live, { blue, green });
}

export const handler = step.host({ ledger, queue, router, platform, metrics, quota, decisions, softTimeout, now });
