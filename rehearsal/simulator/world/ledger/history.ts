import type { History, RecordedDeployment } from '#ports/ledger/history.ts';
import type { DeploymentItem, LedgerTable } from './ledger-table.ts';

export class SimulatedHistory implements History {
  readonly #table: LedgerTable;

  constructor(table: LedgerTable) {
    this.#table = table;
  }

  async latest(service: string, count: number): Promise<readonly RecordedDeployment[]> {
    return this.#table.deployments(service).reverse().flatMap(recorded).slice(0, count);
  }

  async find(service: string, deploymentId: string): Promise<RecordedDeployment | undefined> {
    const item = this.#table.find(service, deploymentId);
    return item && recorded(item)[0];
  }
}

const recorded = ({ entry, outcome, progress }: DeploymentItem): RecordedDeployment[] => {
  if (entry === undefined) return [];
  const { plan: _, ...known } = progress;
  return [{ ...entry, ...(outcome && { ended: outcome }), ...known }];
};
