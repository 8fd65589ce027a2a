import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoWaitingLine } from '#adapters/dynamo-waiting-line.ts';
import { SfnExecutions } from '#adapters/sfn-executions.ts';
import { SfnWaiters } from '#adapters/sfn-waiters.ts';
import { Superseded } from '#domain/errors.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Executions } from '#ports/executions.ts';
import type { Waiters } from '#ports/waiters.ts';
import type { WaitingLine } from '#ports/waiting-line.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './wait-for-turn.contract.ts';

interface Ports {
  line: WaitingLine;
  lock: DeploymentLock;
  executions: Executions;
  waiters: Waiters;
}

/** The guardian calls who is next. Only a service that became free before the token was known is looked at here. */
export const step = defineStep(contract, async ({ service, deploymentId, onBusy, token }, ports: Ports) => {
  const { line, lock, executions, waiters } = ports;
  if (!(await line.reachBy(service, deploymentId, token))) {
    throw new Superseded(`${deploymentId} is not in line any more: a newer request waits in its place`);
  }
  const holder = await lock.holder(service);
  if (holder === undefined) await waiters.answer(token, { turn: 'go' });
  else if (onBusy === 'supersede' && holder.kind === 'deployment') {
    await executions.stop(holder.execution, 'Superseded', `${deploymentId} asked to come first`);
  }
  return { behind: holder?.owner ?? 'nobody' };
});

export const handler = step.host((environment) => ({
  line: new DynamoWaitingLine(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  executions: new SfnExecutions(aws.executions()),
  waiters: new SfnWaiters(aws.executions()),
}));
