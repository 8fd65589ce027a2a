import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Unavailable } from '#domain/errors.ts';
import type { DeploymentEvent } from '#domain/ledger/deployment-events.ts';
import type { EventPublisher } from '#ports/events/event-publisher.ts';

/** EventBridge takes so many at a time. */
const atOnce = 10;

export class BusEventPublisher implements EventPublisher {
  readonly #client: EventBridgeClient;
  readonly #bus: string;

  constructor(client: EventBridgeClient, bus: string) {
    this.#client = client;
    this.#bus = bus;
  }

  async publish(events: readonly DeploymentEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += atOnce) {
      const Entries = events.slice(from, from + atOnce).map(({ type, detail }) => ({
        EventBusName: this.#bus,
        Source: 'sluice',
        DetailType: type,
        Detail: JSON.stringify(detail),
      }));
      const { FailedEntryCount = 0, Entries: told } = await this.#client.send(new PutEventsCommand({ Entries }));
      const [refused] = told?.filter(({ ErrorCode }) => ErrorCode !== undefined) ?? [];
      if (FailedEntryCount > 0)
        throw new Unavailable(`EventBridge did not accept the events: ${refused?.ErrorMessage}`);
    }
  }
}
