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

/** So many can have begun and ended since the last look, or may still wait in line. */
const looksBack = 5;

/** The execution itself knows its stages best: no step has to write them, and none can fail because of it. */
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

/** The price is written last: it says that nothing more will come. */
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

/** With those of the executions that it started and waited for: the shift, the rollback, the users' own hooks. */
async function transitionsOf(events: readonly ExecutionEvent[], executions: ExecutionHistory): Promise<number> {
  let transitions = transitionsIn(events);
  for (const event of events) {
    if (event.kind !== 'nested') continue;
    transitions += await transitionsOf(await executions.events(event.execution), executions);
  }
  return transitions;
}

export const handler = watcher.host({ catalogue, history, executions: executionHistory, ledger });
