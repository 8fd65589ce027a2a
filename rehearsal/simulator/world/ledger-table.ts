import type { LockHolder } from '#ports/deployment-lock.ts';
import type { DeploymentEntry, DeploymentProgress, Outcome, ServiceState } from '#ports/ledger.ts';

/** The item stays when the lock is let go, so that its number never starts again. */
export interface LockItem {
  fence: number;
  holder: Omit<LockHolder, 'fence'> | undefined;
}

export interface DeploymentItem {
  entry?: DeploymentEntry;
  progress: DeploymentProgress;
  outcome?: Outcome;
  closedBy?: number;
}

/** The one table behind lock and ledger. Whoever writes here writes at once and as a whole, as a transaction does. */
export class LedgerTable {
  readonly states = new Map<string, ServiceState>();
  readonly requests = new Map<string, string>();
  readonly #locks = new Map<string, LockItem>();
  readonly #deployments = new Map<string, DeploymentItem>();

  lock(service: string): LockItem {
    return getOrAdd(this.#locks, service, () => ({ fence: 0, holder: undefined }));
  }

  holder(service: string): LockHolder | undefined {
    const { holder, fence } = this.lock(service);
    return holder && { ...holder, fence };
  }

  /** Gives the lock to somebody else and counts on. */
  hand(service: string, next: Omit<LockHolder, 'fence'>): LockHolder {
    const lock = this.lock(service);
    lock.fence++;
    lock.holder = next;
    return { ...next, fence: lock.fence };
  }

  deployment(service: string, deploymentId: string): DeploymentItem {
    return getOrAdd(this.#deployments, `${service}/${deploymentId}`, () => ({ progress: {} }));
  }

  find(service: string, deploymentId: string): DeploymentItem | undefined {
    return this.#deployments.get(`${service}/${deploymentId}`);
  }

  /** Every deployment of a service with its id, in the order of their ids, which is that of time. */
  deployments(service: string): (DeploymentItem & { readonly deploymentId: string })[] {
    const prefix = `${service}/`;
    return [...this.#deployments]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, item]) => ({ deploymentId: key.slice(prefix.length), ...item }))
      .sort((a, b) => (a.deploymentId < b.deploymentId ? -1 : 1));
  }
}

function getOrAdd<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
