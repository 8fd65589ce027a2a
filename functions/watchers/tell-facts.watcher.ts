import * as aws from '#adapters/aws-clients.ts';
import { BusFacts } from '#adapters/bus-facts.ts';
import { itemIn } from '#adapters/ledger-stream.ts';
import { factsOf } from '#domain/facts.ts';
import type { Facts } from '#ports/facts.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './tell-facts.contract.ts';

export const watcher = defineStep(contract, async ({ Records }, { facts }: { facts: Facts }) => {
  const found = Records.flatMap(({ dynamodb: { OldImage, NewImage } }) => factsOf(itemIn(OldImage), itemIn(NewImage)));
  await facts.tell(found);
  return { told: found.map(({ type }) => type) };
});

export const handler = watcher.host((environment) => ({
  facts: new BusFacts(aws.events(), environment.EVENT_BUS),
}));
