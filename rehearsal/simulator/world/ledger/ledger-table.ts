import { Unavailable } from '#domain/errors.ts';
import type { MetricSnapshot } from '#domain/canary/settled.ts';
import type { Wait } from '#domain/ledger/wait.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import type { Waiting } from '#domain/ledger/deployment-queue.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { DeploymentProgress } from '#ports/ledger/ledger.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';

/** The item stays when the lock is released, so that its number never starts again. */
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

/** The one table behind lock and ledger. Each write takes effect at once and as a whole, as a transaction does. */
export class LedgerTable {
  readonly states = new Map<string, ServiceState>();
  readonly requests = new Map<string, string>();
  /** By service. */
  readonly waits = new Map<string, Wait>();
  readonly metricSnapshots = new Map<string, { readonly deploymentId: string; readonly snapshot: MetricSnapshot }>();
  readonly #decisions = new Map<string, Decision>();
  readonly #lines = new Map<string, Map<string, Waiting>>();
  readonly #locks = new Map<string, LockItem>();
  readonly #deployments = new Map<string, DeploymentItem>();

  lock(service: string): LockItem {
    return getOrAdd(this.#locks, service, () => ({ fence: 0, holder: undefined }));
  }

  holder(service: string): LockHolder | undefined {
    const { holder, fence } = this.lock(service);
    return holder && { ...holder, fence };
  }

  /** Gives the lock to another holder and increments its number. */
  hand(service: string, next: Omit<LockHolder, 'fence'>): LockHolder {
    const lock = this.lock(service);
    lock.fence++;
    lock.holder = next;
    return { ...next, fence: lock.fence };
  }

  /** One decider has at most one decision at one time. */
  decide(service: string, decision: Decision): void {
    this.#decisions.set(`${service}/${decision.deploymentId}/${decision.at}#${decision.who}`, decision);
  }

  decisions(service: string, deploymentId: string): Decision[] {
    const prefix = `${service}/${deploymentId}/`;
    return [...this.#decisions]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, decision]) => decision);
  }

  /** The requests that wait for a service, by deployment. */
  queue(service: string): Map<string, Waiting> {
    return getOrAdd(this.#lines, service, () => new Map<string, Waiting>());
  }

  /** Marks the request as acted upon, and begins its entry, unless another delivery was quicker. */
  open(entry: DeploymentEntry): DeploymentItem {
    const handled = this.requests.get(entry.requestId) ?? entry.deploymentId;
    if (handled !== entry.deploymentId) throw new Unavailable('Another delivery was quicker.');
    this.requests.set(entry.requestId, entry.deploymentId);
    const item = this.deployment(entry.service, entry.deploymentId);
    item.entry = entry;
    return item;
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
