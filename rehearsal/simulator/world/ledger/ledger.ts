import { Unavailable } from '#domain/errors.ts';
import type { Admission, Closing, DeploymentProgress, Ledger } from '#ports/ledger/ledger.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedLedger implements Ledger {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async state(service: string): Promise<ServiceState | undefined> {
    return this.#table.states.get(service);
  }

  async admit(entry: DeploymentEntry, lockUntil: string): Promise<Admission> {
    const { service, deploymentId, execution, requestId } = entry;
    const closed = this.#table.find(service, deploymentId)?.outcome;
    const handled = this.#table.requests.get(requestId);
    if (handled !== undefined && handled !== deploymentId) return { kind: 'duplicate', deploymentId: handled };
    if (closed !== undefined) return { kind: 'closed', outcome: closed };
    const holder = this.#table.holder(service);
    if (holder?.owner === deploymentId) return { kind: 'admitted', fence: holder.fence };
    if (holder !== undefined) return { kind: 'busy', holder };
    const next = { kind: 'deployment', owner: deploymentId, execution, expiresAt: lockUntil } as const;
    const { fence } = this.#table.hand(service, next);
    this.#table.open(entry);
    this.#table.queue(service).delete(deploymentId);
    return { kind: 'admitted', fence };
  }

  async refuse(entry: DeploymentEntry, outcome: Outcome): Promise<void> {
    if (this.#table.find(entry.service, entry.deploymentId)?.outcome !== undefined)
      throw new Unavailable('closed since');
    this.#table.open(entry).outcome = outcome;
  }

  async keep(service: string, deploymentId: string, progress: DeploymentProgress): Promise<void> {
    const item = this.#table.deployment(service, deploymentId);
    item.progress = { ...item.progress, ...progress };
  }

  async progress(service: string, deploymentId: string): Promise<DeploymentProgress> {
    return this.#table.find(service, deploymentId)?.progress ?? {};
  }

  async close({ service, deploymentId, fence, outcome, state }: Closing): Promise<boolean> {
    const lock = this.#table.lock(service);
    if (lock.holder?.owner !== deploymentId || lock.fence !== fence) {
      return this.#table.find(service, deploymentId)?.closedBy === fence;
    }
    lock.holder = undefined;
    Object.assign(this.#table.deployment(service, deploymentId), { outcome, closedBy: fence });
    if (state !== undefined) this.#table.states.set(service, state);
    return true;
  }
}
