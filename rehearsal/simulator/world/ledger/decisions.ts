import type { Decision } from '#domain/ledger/decision.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedDecisions implements Decisions {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async record(service: string, decision: Decision): Promise<void> {
    this.#table.decide(service, decision);
  }

  async of(service: string, deploymentId: string): Promise<readonly Decision[]> {
    return this.#table.decisions(service, deploymentId);
  }
}
