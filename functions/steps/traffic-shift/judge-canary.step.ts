import * as aws from '#adapters/aws-clients.ts';
import { CloudWatchSlotAlarms } from '#adapters/cloudwatch-slot-alarms.ts';
import { DynamoDecisions } from '#adapters/dynamo-decisions.ts';
import { DynamoOpenWaits } from '#adapters/dynamo-open-waits.ts';
import { nextMove } from '#domain/canary/next-move.ts';
import type { Decisions } from '#ports/decisions.ts';
import type { OpenWaits } from '#ports/open-waits.ts';
import type { SlotAlarms } from '#ports/slot-alarms.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './judge-canary.contract.ts';

interface Ports {
  alarms: SlotAlarms;
  waits: OpenWaits;
  decisions: Decisions;
}

export const step = defineStep(contract, async ({ plan, progress, answer, now }, ports: Ports) => {
  const { deploymentId, target, shift } = plan;
  await ports.waits.close(target.service, deploymentId);
  const ringing = await ports.alarms.ringing(target, shift.to);
  const next = nextMove(shift, progress, answer, () =>
    ringing.length === 0
      ? { decision: 'advance', words: 'no alarm rings' }
      : { decision: 'rollback', words: `alarms ring: ${ringing.join(', ')}` },
  );
  await ports.decisions.record(target.service, {
    deploymentId,
    at: now,
    who: next.who,
    what: next.move,
    why: next.words,
  });
  return next;
});

export const handler = step.host((environment) => ({
  alarms: new CloudWatchSlotAlarms(aws.metrics()),
  waits: new DynamoOpenWaits(aws.dynamodb(), environment.LEDGER_TABLE),
  decisions: new DynamoDecisions(aws.dynamodb(), environment.LEDGER_TABLE),
}));
