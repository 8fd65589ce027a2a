import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MetricSnapshot } from '#domain/canary/settled.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import { newItem, snapshotKey } from '#adapters/ledger/ledger-keys.ts';
import { readItem } from '#adapters/ledger/read-item.ts';
import { ledgerItem } from '#wire/ledger-items.ts';

export class DynamoMetricSnapshots implements MetricSnapshots {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async last(service: string, deploymentId: string): Promise<MetricSnapshot | undefined> {
    const item = await readItem(this.#client, this.#table, snapshotKey(service), ledgerItem.snapshot);
    return item?.deploymentId === deploymentId ? item.snapshot : undefined;
  }

  async keep(service: string, deploymentId: string, snapshot: MetricSnapshot): Promise<void> {
    const Item = newItem(snapshotKey(service), { deploymentId, snapshot });
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }
}
