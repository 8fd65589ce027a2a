import type { MetricSnapshot } from '#domain/canary/settled.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';

export class SimulatedMetricSnapshots implements MetricSnapshots {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async last(service: string, deploymentId: string): Promise<MetricSnapshot | undefined> {
    const kept = this.#table.metricSnapshots.get(service);
    return kept?.deploymentId === deploymentId ? kept.snapshot : undefined;
  }

  async keep(service: string, deploymentId: string, snapshot: MetricSnapshot): Promise<void> {
    this.#table.metricSnapshots.set(service, { deploymentId, snapshot });
  }
}
