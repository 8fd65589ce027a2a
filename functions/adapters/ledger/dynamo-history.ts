import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Release } from '#domain/images/release.ts';
import type { RecordedStage } from '#domain/ledger/stage-history.ts';
import type { History, RecordedDeployment } from '#ports/ledger/history.ts';
import type { DeploymentEntry, Outcome } from '#ports/ledger/ledger.ts';
import { newestUnder } from './dynamo-newest.ts';
import { deploymentKey } from './ledger-keys.ts';

export class DynamoHistory implements History {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async latest(service: string, count: number): Promise<readonly RecordedDeployment[]> {
    const newest = newestUnder(this.#table, deploymentKey(service, ''), count);
    const { Items = [] } = await this.#client.send(new QueryCommand(newest));
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
