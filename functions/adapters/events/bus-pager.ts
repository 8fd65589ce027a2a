import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Unavailable } from '#domain/errors.ts';
import type { Pager } from '#ports/events/pager.ts';

/** On the environment's bus, where a rule forwards it to the people on call. Other consumers may subscribe, too. */
export class BusPager implements Pager {
  readonly #client: EventBridgeClient;
  readonly #bus: string;

  constructor(client: EventBridgeClient, bus: string) {
    this.#client = client;
    this.#bus = bus;
  }

  async page(subject: string, words: string): Promise<void> {
    const Detail = JSON.stringify({ subject, words });
    const event = { EventBusName: this.#bus, Source: 'sluice', DetailType: 'Sluice Failover', Detail };
    const { FailedEntryCount = 0, Entries } = await this.#client.send(new PutEventsCommand({ Entries: [event] }));
    if (FailedEntryCount > 0) throw new Unavailable(`The page was not taken: ${Entries?.[0]?.ErrorMessage}`);
  }
}
