import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import type { LedgerTable } from './ledger-table.ts';

export class SimulatedLock implements DeploymentLock {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async holder(service: string): Promise<LockHolder | undefined> {
    return this.#table.holder(service);
  }

  async seize(service: string, by: Omit<LockHolder, 'fence'>): Promise<LockHolder | undefined> {
    const holder = this.#table.holder(service);
    if (holder === undefined) return this.#table.hand(service, by);
    return holder.owner === by.owner ? holder : undefined;
  }

  async letGo(service: string, owner: string): Promise<void> {
    const lock = this.#table.lock(service);
    if (lock.holder?.owner === owner) lock.holder = undefined;
  }

  async takeOver(service: string, by: Omit<LockHolder, 'fence' | 'kind'>): Promise<LockHolder | undefined> {
    const holder = this.#table.holder(service);
    if (holder?.owner !== by.owner) return undefined;
    return holder.execution === by.execution ? holder : this.#table.hand(service, { kind: 'rollback', ...by });
  }

  async renew(service: string, { owner, fence }: Pick<LockHolder, 'owner' | 'fence'>, expiresAt: string) {
    const lock = this.#table.lock(service);
    if (lock.holder?.owner !== owner || lock.fence !== fence) return false;
    lock.holder = { ...lock.holder, expiresAt };
    return true;
  }
}
