import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Decision } from '#domain/ledger/decision.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import { ledgerItem } from '#wire/ledger-items.ts';
import { decisionKey, newItem } from './ledger-keys.ts';

export class DynamoDecisions implements Decisions {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async record(service: string, decision: Decision): Promise<void> {
    const { deploymentId, at, who } = decision;
    const Item = newItem(decisionKey(service, deploymentId, `${at}#${who}`), { decision });
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async of(service: string, deploymentId: string): Promise<readonly Decision[]> {
    const { pk, sk } = decisionKey(service, deploymentId, '');
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      }),
    );
    return Items.map((item) => ledgerItem.decision(item).decision);
  }
}
