import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Ledger } from '#ports/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-rollback.contract.ts';

interface Ports {
  ledger: Ledger;
  lock: DeploymentLock;
  now: () => Date;
}

export const step = defineStep(contract, async (input, { ledger, lock, now }: Ports) => {
  const { plan, failure, safe, page } = input;
  const { deploymentId, target } = plan;
  const outcome = page ? 'held' : 'rolled-back';
  const why = `${failure.Error}: ${failure.Cause}. All traffic is on ${safe}: ${input.reason}`;
  await ledger.close({ service: target.service, deploymentId }, { outcome, reason: why, endedAt: now().toISOString() });
  await lock.release(target.service, deploymentId);
  return { deploymentId, live: safe, outcome, why } as const;
});

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  now: () => new Date(),
}));
