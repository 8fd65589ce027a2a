import { publisher } from '#adapters/answers.ts';
import { itemIn } from '#adapters/ledger/ledger-stream.ts';
import { eventsOf } from '#domain/ledger/deployment-events.ts';
import type { EventPublisher } from '#ports/events/event-publisher.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './publish-events.contract.ts';

export const watcher = defineStep(contract, async ({ Records }, { publisher }: { publisher: EventPublisher }) => {
  const found = Records.flatMap(({ dynamodb: { OldImage, NewImage } }) => eventsOf(itemIn(OldImage), itemIn(NewImage)));
  await publisher.publish(found);
  return { published: found.map(({ type }) => type) };
});

export const handler = watcher.host({ publisher });
