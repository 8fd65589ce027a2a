import type { Waiting } from '#domain/ledger/deployment-queue.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedLine implements DeploymentQueue {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async enter(entry: DeploymentEntry): Promise<void> {
    const { service, deploymentId, execution, startedAt } = entry;
    const queue = this.#table.queue(service);
    if (queue.has(deploymentId)) return;
    this.#table.open(entry);
    queue.set(deploymentId, { deploymentId, execution, askedAt: startedAt });
  }

  async reachBy(service: string, deploymentId: string, token: string): Promise<boolean> {
    const queue = this.#table.queue(service);
    const waiting = queue.get(deploymentId);
    if (waiting === undefined) return false;
    queue.set(deploymentId, { ...waiting, token });
    return true;
  }

  async all(service: string): Promise<readonly Waiting[]> {
    return [...this.#table.queue(service).values()];
  }

  async leave(
    service: string,
    { deploymentId, token }: Pick<Waiting, 'deploymentId' | 'token'>,
    outcome: Outcome,
  ): Promise<boolean> {
    const queue = this.#table.queue(service);
    const waiting = queue.get(deploymentId);
    if (waiting === undefined || waiting.token !== token) return false;
    queue.delete(deploymentId);
    this.#table.deployment(service, deploymentId).outcome = outcome;
    return true;
  }
}
