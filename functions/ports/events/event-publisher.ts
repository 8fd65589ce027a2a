import type { DeploymentEvent } from '#domain/ledger/deployment-events.ts';

/** Tells everybody who listens. What is told twice was only told twice. */
export interface EventPublisher {
  publish(events: readonly DeploymentEvent[]): Promise<void>;
}
