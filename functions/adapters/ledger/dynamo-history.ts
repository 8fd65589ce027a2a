import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { History, RecordedDeployment } from '#ports/ledger/history.ts';
import { type DeploymentItem, ledgerItem } from '#wire/ledger-items.ts';
import { newestUnder } from './dynamo-newest.ts';
import { deploymentKey } from './ledger-keys.ts';
import { readItem } from './read-item.ts';

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
    return Items.map(ledgerItem.deployment).flatMap(recorded);
  }

  async find(service: string, deploymentId: string): Promise<RecordedDeployment | undefined> {
    const item = await readItem(this.#client, this.#table, deploymentKey(service, deploymentId), ledgerItem.deployment);
    return item === undefined ? undefined : recorded(item)[0];
  }
}

/** Progress may stand alone: what was never asked for is no deployment. */
const recorded = ({ entry, outcome, release, stages, transitions }: DeploymentItem): RecordedDeployment[] =>
  entry === undefined
    ? []
    : [
        {
          ...entry,
          ...(outcome && { ended: outcome }),
          ...(release && { release }),
          ...(stages && { stages }),
          ...(transitions !== undefined && { transitions }),
        },
      ];
