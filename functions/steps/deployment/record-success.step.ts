import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/dynamo-deployment-lock.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import type { DeploymentLock } from '#ports/deployment-lock.ts';
import type { Ledger } from '#ports/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-success.contract.ts';

interface Ports {
  ledger: Ledger;
  lock: DeploymentLock;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, release }, { ledger, lock, now }: Ports) => {
  const { deploymentId, target, shift } = plan;
  await ledger.close(
    { service: target.service, deploymentId },
    {
      outcome: 'succeeded',
      reason: `${release.image.label} took over on ${shift.to} after ${shift.steps.length} weights`,
      endedAt: now().toISOString(),
    },
    { live: shift.to, release, deploymentId },
  );
  await lock.release(target.service, deploymentId);
  return { deploymentId, live: shift.to, image: release.image.label, digest: release.image.digest };
});

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  now: () => new Date(),
}));
