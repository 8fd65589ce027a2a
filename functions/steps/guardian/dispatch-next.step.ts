import { catalogue, executions, queue, lock, now, waiters } from '#adapters/answers.ts';
import { type Dispatch, dispatchesOf, type Waiting } from '#domain/ledger/deployment-queue.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { Waiters } from '#ports/workflows/waiters.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './dispatch-next.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  queue: DeploymentQueue;
  lock: DeploymentLock;
  executions: Executions;
  waiters: Waiters;
  now: () => Date;
}

export const step = defineStep(contract, async (_, ports: Ports) => {
  const { catalogue, queue, lock, executions } = ports;
  const done = [];
  for (const service of await catalogue.names()) {
    const waiting: (Waiting & { runs: boolean })[] = [];
    for (const one of await queue.all(service)) {
      waiting.push({ ...one, runs: await executions.isRunning(one.execution) });
    }
    if (waiting.length === 0) continue;
    for (const dispatch of dispatchesOf(waiting, (await lock.holder(service)) === undefined)) {
      await notify(service, dispatch, ports);
      done.push({ deploymentId: dispatch.waiting.deploymentId, decision: dispatch.kind });
    }
  }
  return done;
});

/** Notifies before removing from the queue: a repeated call finds the request and notifies it again, without effect. */
async function notify(service: string, dispatch: Dispatch, { queue, waiters, now }: Ports): Promise<void> {
  if (dispatch.kind === 'go') {
    await waiters.answer(dispatch.waiting.token, { decision: 'go' });
    return;
  }
  const { waiting, why: reason } = dispatch;
  if (waiting.token !== undefined) await waiters.fail(waiting.token, 'Superseded', reason);
  await queue.leave(service, waiting, { outcome: 'refused', reason, endedAt: now().toISOString() });
}

export const handler = step.host({ catalogue, queue, lock, executions, waiters, now });
