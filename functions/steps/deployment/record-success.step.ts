import * as aws from '#adapters/aws-clients.ts';
import { DynamoLedger } from '#adapters/dynamo-ledger.ts';
import { TakenOver } from '#domain/errors.ts';
import { describeShift } from '#domain/shift-schedule.ts';
import type { Ledger } from '#ports/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-success.contract.ts';

interface Ports {
  ledger: Ledger;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, release }, { ledger, now }: Ports) => {
  const { deploymentId, fence, target, shift } = plan;
  const reason = `${release.image.label} has all the traffic, on ${shift.to}: ${describeShift(shift)}`;
  const closed = await ledger.close({
    service: target.service,
    deploymentId,
    fence,
    outcome: { outcome: 'succeeded', reason, endedAt: now().toISOString() },
    state: { live: shift.to, release, deploymentId },
  });
  if (!closed) throw new TakenOver(`${deploymentId} was taken over before it could be recorded as succeeded`);
  return { deploymentId, live: shift.to, image: release.image.label, digest: release.image.digest };
});

export const handler = step.host((environment) => ({
  ledger: new DynamoLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  now: () => new Date(),
}));
