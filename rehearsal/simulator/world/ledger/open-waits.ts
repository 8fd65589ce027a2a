import type { Wait } from '#domain/ledger/wait.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedWaits implements OpenWaits {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async open(wait: Wait): Promise<void> {
    this.#table.waits.set(wait.service, wait);
  }

  async find(service: string): Promise<Wait | undefined> {
    return this.#table.waits.get(service);
  }

  async close(service: string, deploymentId: string): Promise<void> {
    if (this.#table.waits.get(service)?.deploymentId === deploymentId) this.#table.waits.delete(service);
  }
}
