import { catalogue, executions, failovers, lock, now } from '#adapters/answers.ts';
import { DeploymentUnderWay } from '#domain/errors.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './freeze-deployments.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  catalogue: ServiceCatalogue;
  lock: DeploymentLock;
  executions: Executions;
  now: () => Date;
}

/** The guardian releases the services of a failover that died. This expiry is for the case that it cannot. */
const lockMilliseconds = 3 * 3600 * 1000;

export const step = defineStep(contract, async ({ plan, execution }, ports: Ports) => {
  const { failovers, catalogue, lock, executions, now } = ports;
  mustRun(plan, await failovers.atWork(plan.runId));
  const expiresAt = new Date(now().getTime() + lockMilliseconds).toISOString();
  const frozen: string[] = [];
  const busy: string[] = [];
  for (const service of await catalogue.names()) {
    const seized = await lock.seize(service, { kind: 'failover', owner: plan.runId, execution, expiresAt });
    if (seized !== undefined) {
      frozen.push(service);
      continue;
    }
    const holder = await lock.holder(service);
    busy.push(`${service} by ${holder?.owner ?? 'a change that has just ended'}`);
    // The guardian notices the end of the execution and rolls the service back. A rollback is left to finish.
    if (holder?.kind === 'deployment') {
      await executions.stop(holder.execution, 'Preempted', `${plan.runId} takes precedence: ${plan.reason}`);
    }
  }
  if (busy.length > 0) throw new DeploymentUnderWay(`Still being changed: ${busy.join(', ')}`);
  return { frozen };
});

export const handler = step.host({ failovers, catalogue, lock, executions, now });
