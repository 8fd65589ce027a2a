import { catalogue, executionHistory, history, ledger } from '#adapters/answers.ts';
import { type ExecutionEvent, sameStages, stagesIn, transitionsIn } from '#domain/ledger/stage-history.ts';
import type { ExecutionHistory } from '#ports/workflows/execution-history.ts';
import type { History, RecordedDeployment } from '#ports/ledger/history.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-stages.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  history: History;
  executions: ExecutionHistory;
  ledger: Ledger;
}

/** The number of recent deployments that may have started or ended since the last run, or still wait in the queue. */
const looksBack = 5;

/** The execution history is the best source for stages: no step has to record them, and none can fail because of it. */
export const watcher = defineStep(contract, async (_, ports: Ports) => {
  const recorded: string[] = [];
  for (const service of await ports.catalogue.names()) {
    for (const deployment of await ports.history.latest(service, looksBack)) {
      if (deployment.transitions === undefined && (await record(deployment, ports)))
        recorded.push(deployment.deploymentId);
    }
  }
  return { recorded };
});

/** The cost is written last. It marks the record as complete. */
async function record(deployment: RecordedDeployment, { executions, ledger }: Ports): Promise<boolean> {
  const { service, deploymentId, execution, ended } = deployment;
  const events = await executions.events(execution);
  const stages = stagesIn(events);
  if (!sameStages(stages, deployment.stages ?? [])) await ledger.keep(service, deploymentId, { stages });
  else if (ended === undefined) return false;
  if (ended !== undefined && events.some(({ kind }) => kind === 'ended')) {
    await ledger.keep(service, deploymentId, { transitions: await transitionsOf(events, executions) });
  }
  return true;
}

/** Includes the executions that it started and waited for: shift, rollback and hooks. */
async function transitionsOf(events: readonly ExecutionEvent[], executions: ExecutionHistory): Promise<number> {
  let transitions = transitionsIn(events);
  for (const event of events) {
    if (event.kind !== 'nested') continue;
    transitions += await transitionsOf(await executions.events(event.execution), executions);
  }
  return transitions;
}

export const handler = watcher.host({ catalogue, history, executions: executionHistory, ledger });
