import * as aws from '#adapters/aws-clients.ts';
import { DynamoOpenWaits } from '#adapters/dynamo-open-waits.ts';
import { weightAt } from '#domain/shift-schedule.ts';
import { waitOf } from '#domain/wait.ts';
import type { OpenWaits } from '#ports/open-waits.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './bake.contract.ts';

export const step = defineStep(contract, async (input, { waits }: { waits: OpenWaits }) => {
  const { shift } = input.plan;
  await waits.open(waitOf('bake', `${shift.to} bakes at ${weightAt(shift, input.progress.step)} %`, input));
  return {};
});

export const handler = step.host((environment) => ({
  waits: new DynamoOpenWaits(aws.dynamodb(), environment.LEDGER_TABLE),
}));
