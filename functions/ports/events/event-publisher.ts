import type { DeploymentEvent } from '#domain/ledger/deployment-events.ts';

/** Publishes events. A consumer may get an event twice. */
export interface EventPublisher {
  publish(events: readonly DeploymentEvent[]): Promise<void>;
}
