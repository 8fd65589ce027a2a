import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MetricSnapshot } from '#domain/canary/settled.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import { snapshotKey } from '#adapters/ledger/ledger-keys.ts';

export class DynamoMetricSnapshots implements MetricSnapshots {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async last(service: string, deploymentId: string): Promise<MetricSnapshot | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: snapshotKey(service), ConsistentRead: true }),
    );
    return Item?.['deploymentId'] === deploymentId ? (Item['snapshot'] as MetricSnapshot) : undefined;
  }

  async keep(service: string, deploymentId: string, snapshot: MetricSnapshot): Promise<void> {
    const Item = { ...snapshotKey(service), deploymentId, snapshot };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }
}
