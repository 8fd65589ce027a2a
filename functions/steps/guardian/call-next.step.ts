import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoWaitingLine } from '#adapters/dynamo-waiting-line.ts';
import { SfnExecutions } from '#adapters/sfn-executions.ts';
import { SfnWaiters } from '#adapters/sfn-waiters.ts';
import { SsmServiceCatalogue } from '#adapters/ssm-service-catalogue.ts';
import { type Turn, turnsOf, type Waiting } from '#domain/turns.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Executions } from '#ports/executions.ts';
import type { ServiceCatalogue } from '#ports/service-catalogue.ts';
import type { Waiters } from '#ports/waiters.ts';
import type { WaitingLine } from '#ports/waiting-line.ts';
import { defineStep } from '#runtime/define-step.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { contract } from './call-next.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  line: WaitingLine;
  lock: DeploymentLock;
  executions: Executions;
  waiters: Waiters;
  now: () => Date;
}

export const step = defineStep(contract, async (_, ports: Ports) => {
  const { catalogue, line, lock, executions } = ports;
  const done = [];
  for (const service of await catalogue.names()) {
    const waiting: (Waiting & { runs: boolean })[] = [];
    for (const one of await line.all(service)) {
      waiting.push({ ...one, runs: await executions.isRunning(one.execution) });
    }
    if (waiting.length === 0) continue;
    for (const turn of turnsOf(waiting, (await lock.holder(service)) === undefined)) {
      await tell(service, turn, ports);
      done.push({ deploymentId: turn.waiting.deploymentId, turn: turn.kind });
    }
  }
  return done;
});

/** Told before it leaves the line: whoever is called again finds it there and tells it again, which nobody hears. */
async function tell(service: string, turn: Turn, { line, waiters, now }: Ports): Promise<void> {
  if (turn.kind === 'go') {
    await waiters.answer(turn.waiting.token, { turn: 'go' });
    return;
  }
  const { waiting, why: reason } = turn;
  if (waiting.token !== undefined) await waiters.fail(waiting.token, 'Superseded', reason);
  await line.leave(service, waiting, { outcome: 'refused', reason, endedAt: now().toISOString() });
}

export const handler = step.host((environment) => ({
  catalogue: new SsmServiceCatalogue(aws.parameters(), environment.SERVICE_CATALOGUE, (value) =>
    ServiceTargetSchema.parse(value),
  ),
  line: new DynamoWaitingLine(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  executions: new SfnExecutions(aws.executions()),
  waiters: new SfnWaiters(aws.executions()),
  now: () => new Date(),
}));
