import type { Waiting } from '#domain/turns.ts';
import type { DeploymentEntry, Outcome } from '#ports/ledger.ts';
import type { WaitingLine } from '#ports/waiting-line.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedLine implements WaitingLine {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async enter(entry: DeploymentEntry): Promise<void> {
    const { service, deploymentId, execution, startedAt } = entry;
    const line = this.#table.line(service);
    if (line.has(deploymentId)) return;
    this.#table.open(entry);
    line.set(deploymentId, { deploymentId, execution, askedAt: startedAt });
  }

  async reachBy(service: string, deploymentId: string, token: string): Promise<boolean> {
    const line = this.#table.line(service);
    const waiting = line.get(deploymentId);
    if (waiting === undefined) return false;
    line.set(deploymentId, { ...waiting, token });
    return true;
  }

  async all(service: string): Promise<readonly Waiting[]> {
    return [...this.#table.line(service).values()];
  }

  async leave(
    service: string,
    { deploymentId, token }: Pick<Waiting, 'deploymentId' | 'token'>,
    outcome: Outcome,
  ): Promise<boolean> {
    const line = this.#table.line(service);
    const waiting = line.get(deploymentId);
    if (waiting === undefined || waiting.token !== token) return false;
    line.delete(deploymentId);
    this.#table.deployment(service, deploymentId).outcome = outcome;
    return true;
  }
}
