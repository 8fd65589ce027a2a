import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Wait } from '#domain/ledger/wait.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import { ledgerItem } from '#wire/ledger-items.ts';
import { newItem, waitKey } from './ledger-keys.ts';
import { readItem } from './read-item.ts';

export class DynamoOpenWaits implements OpenWaits {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async open(wait: Wait): Promise<void> {
    const { deploymentId } = wait;
    const Item = newItem(waitKey(wait.service), { deploymentId, wait });
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async find(service: string): Promise<Wait | undefined> {
    return (await readItem(this.#client, this.#table, waitKey(service), ledgerItem.wait))?.wait;
  }

  async close(service: string, deploymentId: string): Promise<void> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: waitKey(service),
          UpdateExpression: 'REMOVE #wait',
          ConditionExpression: 'deploymentId = :deployment',
          ExpressionAttributeNames: { '#wait': 'wait' },
          ExpressionAttributeValues: { ':deployment': deploymentId },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
