import type { Sighting } from '#domain/canary/settled.ts';
import type { Sightings } from '#ports/sightings.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedSightings implements Sightings {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async last(service: string, deploymentId: string): Promise<Sighting | undefined> {
    const kept = this.#table.sightings.get(service);
    return kept?.deploymentId === deploymentId ? kept.sighting : undefined;
  }

  async keep(service: string, deploymentId: string, sighting: Sighting): Promise<void> {
    this.#table.sightings.set(service, { deploymentId, sighting });
  }
}
