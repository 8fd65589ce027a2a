import * as aws from '#adapters/aws-clients.ts';
import { DynamoOpenWaits } from '#adapters/dynamo-open-waits.ts';
import { waitOf } from '#domain/wait.ts';
import type { OpenWaits } from '#ports/open-waits.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './hold-for-decision.contract.ts';

export const step = defineStep(contract, async (input, { waits }: { waits: OpenWaits }) => {
  await waits.open(waitOf('decision', input.words, input));
  return {};
});

export const handler = step.host((environment) => ({
  waits: new DynamoOpenWaits(aws.dynamodb(), environment.LEDGER_TABLE),
}));
