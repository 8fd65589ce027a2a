import { executions, queue, lock, waiters } from '#adapters/answers.ts';
import { Superseded } from '#domain/errors.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { Waiters } from '#ports/workflows/waiters.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './wait-in-queue.contract.ts';

interface Ports {
  queue: DeploymentQueue;
  lock: DeploymentLock;
  executions: Executions;
  waiters: Waiters;
}

/** The guardian dispatches the queue. This step only handles a service that became free before the token was stored. */
export const step = defineStep(contract, async ({ service, deploymentId, onBusy, token }, ports: Ports) => {
  const { queue, lock, executions, waiters } = ports;
  if (!(await queue.reachBy(service, deploymentId, token))) {
    throw new Superseded(`${deploymentId} is no longer in the queue; a newer request has replaced it`);
  }
  const holder = await lock.holder(service);
  if (holder === undefined) await waiters.answer(token, { decision: 'go' });
  else if (onBusy === 'supersede' && holder.kind === 'deployment') {
    await executions.stop(holder.execution, 'Superseded', `superseded by ${deploymentId}`);
  }
  return { behind: holder?.owner ?? 'none' };
});

export const handler = step.host({ queue, lock, executions, waiters });
