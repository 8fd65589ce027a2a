import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Unavailable } from '#domain/errors.ts';
import type { Fact } from '#domain/facts.ts';
import type { Facts } from '#ports/facts.ts';

/** EventBridge takes so many at a time. */
const atOnce = 10;

export class BusFacts implements Facts {
  readonly #client: EventBridgeClient;
  readonly #bus: string;

  constructor(client: EventBridgeClient, bus: string) {
    this.#client = client;
    this.#bus = bus;
  }

  async tell(facts: readonly Fact[]): Promise<void> {
    for (let from = 0; from < facts.length; from += atOnce) {
      const Entries = facts.slice(from, from + atOnce).map(({ type, detail }) => ({
        EventBusName: this.#bus,
        Source: 'sluice',
        DetailType: type,
        Detail: JSON.stringify(detail),
      }));
      const { FailedEntryCount = 0, Entries: told } = await this.#client.send(new PutEventsCommand({ Entries }));
      const [refused] = told?.filter(({ ErrorCode }) => ErrorCode !== undefined) ?? [];
      if (FailedEntryCount > 0) throw new Unavailable(`Facts were not taken: ${refused?.ErrorMessage}`);
    }
  }
}
