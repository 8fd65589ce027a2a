import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Release } from '#domain/release.ts';
import type { RecordedStage } from '#domain/stage-history.ts';
import type { History, RecordedDeployment } from '#ports/history.ts';
import type { DeploymentEntry, Outcome } from '#ports/ledger.ts';
import { deploymentKey } from './ledger-keys.ts';

export class DynamoHistory implements History {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async latest(service: string, count: number): Promise<readonly RecordedDeployment[]> {
    const { pk, sk } = deploymentKey(service, '');
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        // An id begins with the time, so the order of keys is the order of time.
        ScanIndexForward: false,
        Limit: count,
      }),
    );
    return Items.map(recorded);
  }

  async find(service: string, deploymentId: string): Promise<RecordedDeployment | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: deploymentKey(service, deploymentId), ConsistentRead: true }),
    );
    return Item?.['entry'] === undefined ? undefined : recorded(Item);
  }
}

const recorded = ({ entry, outcome, release, stages, transitions }: Record<string, unknown>): RecordedDeployment => ({
  ...(entry as DeploymentEntry),
  ...(outcome === undefined ? {} : { ended: outcome as Outcome }),
  ...(release === undefined ? {} : { release: release as Release }),
  ...(stages === undefined ? {} : { stages: stages as RecordedStage[] }),
  ...(transitions === undefined ? {} : { transitions: transitions as number }),
});
