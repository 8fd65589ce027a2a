import { catalogue, database, failovers, history, now, policy, router, takeover } from '#adapters/answers.ts';
import { expectedLoss, type Loss, type ReplicaStatus } from '#domain/failover/data-loss.ts';
import { differenceOf } from '#domain/failover/difference.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeStandby, type ServiceReadiness } from '#domain/failover/readiness.ts';
import type { FailoverPlan } from '#domain/failover/request.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { servingSlot } from '#domain/slots/weights.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { History } from '#ports/ledger/history.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-standby.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  catalogue: ServiceCatalogue;
  router: TrafficRouter;
  history: History;
  database: StandbyDatabase;
  takeover: TakeoverSwitch;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, ports: Ports) => {
  const { failovers, catalogue, database, takeover, policy, now } = ports;
  const atWork = await failovers.atWork(plan.runId);
  mustRun(plan, atWork);
  const services: ServiceReadiness[] = [];
  for (const name of await catalogue.names()) {
    const target = await catalogue.find(name);
    if (target !== undefined) services.push(await readinessOf(target, ports));
  }
  const missing: string[] = [];
  const loss = await lossOf(await allowed(database.status(), missing, { role: 'changing' }), plan, ports);
  await allowed(takeover.standbyShare(), missing, 0);
  const word = { force: plan.force, ...pick(atWork.word?.acceptLossSeconds ?? plan.acceptLossSeconds) };
  const { kind, reasons, shortages } = judgeStandby({ services, loss, missing }, policy, word);
  await failovers.keep(plan.runId, { loss });
  await failovers.note(plan.runId, {
    at: now().toISOString(),
    what: `verified the standby: ${kind}`,
    why: reasons.join('. '),
  });
  return {
    kind,
    reasons: [...reasons],
    shortages: [...shortages],
    ...(loss.seconds !== undefined && { lossSeconds: loss.seconds }),
  };
});

/** The loss cannot be measured after the promotion has started, so the earlier value is used. */
async function lossOf(status: ReplicaStatus, { runId }: FailoverPlan, { failovers, now }: Ports): Promise<Loss> {
  const hasBegun = status.role === 'changing' || status.role === 'writer';
  const known = hasBegun ? (await failovers.run(runId))?.loss : undefined;
  return known ?? expectedLoss(status, now());
}

const pick = (acceptLossSeconds: number | undefined) => (acceptLossSeconds === undefined ? {} : { acceptLossSeconds });

async function readinessOf(target: ServiceTarget, { router, history }: Ports): Promise<ServiceReadiness> {
  const serving = servingSlot(await router.weights(target));
  const { healthyTargets } = await router.health(target, serving);
  const difference = differenceOf(await history.latest(target.service, 1));
  const { min: least, max: most } = target.tasks;
  return { service: target.service, healthyTargets, least, most, ...(difference !== undefined && { difference }) };
}

/** Detects a missing permission now, and not when it is needed. */
async function allowed<T>(question: Promise<T>, missing: string[], otherwise: T): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const { name, message } = error as Error;
    if (!/AccessDenied|NotAuthorized|Forbidden/.test(name)) throw error;
    missing.push(`not allowed: ${message}`);
    return otherwise;
  }
}

export const handler = step.host({ failovers, catalogue, router, history, database, takeover, policy, now });
