import { catalogue, executions, lock, now } from '#adapters/answers.ts';
import { findAbandoned, type Holding } from '#domain/rollback/abandonment.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { LockKind } from '#domain/ledger/lock-holder.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './find-abandoned.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  lock: DeploymentLock;
  executions: Executions;
  now: () => Date;
}

/** The primary monitor restarts failovers, and the off-hours function is retried until it has released its locks. */
const looksAfterItself: ReadonlySet<LockKind> = new Set(['failover', 'off-hours']);

export const step = defineStep(contract, async (_, { catalogue, lock, executions, now }: Ports) => {
  const holdings: Holding[] = [];
  for (const service of await catalogue.names()) {
    const holder = await lock.holder(service);
    if (holder === undefined || looksAfterItself.has(holder.kind)) continue;
    const executionRuns = await executions.isRunning(holder.execution);
    const failureDetails = executionRuns ? undefined : await executions.failureOf(holder.execution);
    holdings.push({ service, ...holder, executionRuns, failureDetails });
  }
  return [...findAbandoned(holdings, now())];
});

export const handler = step.host({ catalogue, lock, executions, now });
