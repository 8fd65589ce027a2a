import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Ledger } from '#ports/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './withdraw-deployment.contract.ts';

interface Ports {
  ledger: Ledger;
  lock: DeploymentLock;
  now: () => Date;
}

export const step = defineStep(contract, async (input, { ledger, lock, now }: Ports) => {
  const { deploymentId, target, failure } = input;
  await ledger.close(
    { service: target.service, deploymentId },
    { outcome: 'refused', reason: `${failure.Error}: ${failure.Cause}`, endedAt: now().toISOString() },
  );
  await lock.release(target.service, deploymentId);
  return { deploymentId };
});

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  now: () => new Date(),
}));
