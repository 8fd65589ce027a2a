import { ledger, lock, now, router } from '#adapters/answers.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './take-over.contract.ts';

interface Ports {
  lock: DeploymentLock;
  ledger: Ledger;
  router: TrafficRouter;
  now: () => Date;
}

/** The timeout of the rollback machine. After it, the guardian starts another rollback. */
const lockMilliseconds = 3600 * 1000;

export const step = defineStep(contract, async ({ service, deploymentId, execution }, ports: Ports) => {
  const expiresAt = new Date(ports.now().getTime() + lockMilliseconds).toISOString();
  const holder = await ports.lock.takeOver(service, { owner: deploymentId, execution, expiresAt });
  if (holder === undefined) return { kind: 'nothing-to-undo' as const };
  const { fence } = holder;
  const { plan, release } = await ports.ledger.progress(service, deploymentId);
  if (plan === undefined) return { kind: 'untouched' as const, fence };
  const weights = await ports.router.weights(plan.target);
  return { kind: 'to-undo' as const, fence, plan: { ...plan, fence }, weights, ...(release && { release }) };
});

export const handler = step.host({ lock, ledger, router, now });
