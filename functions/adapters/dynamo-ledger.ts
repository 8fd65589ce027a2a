import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeploymentEntry, Ledger, Outcome, ServiceState } from '#ports/ledger.ts';
import { deploymentKey, stateKey } from './ledger-keys.ts';

export class DynamoLedger implements Ledger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async state(service: string): Promise<ServiceState | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: stateKey(service), ConsistentRead: true }),
    );
    return Item?.['state'] as ServiceState | undefined;
  }

  async open(entry: DeploymentEntry): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: deploymentKey(entry.service, entry.deploymentId),
        UpdateExpression: 'SET #entry = :entry',
        ExpressionAttributeNames: { '#entry': 'entry' },
        ExpressionAttributeValues: { ':entry': entry },
      }),
    );
  }

  async close(
    entry: Pick<DeploymentEntry, 'service' | 'deploymentId'>,
    outcome: Outcome,
    state?: ServiceState,
  ): Promise<void> {
    const close = {
      Update: {
        TableName: this.#table,
        Key: deploymentKey(entry.service, entry.deploymentId),
        UpdateExpression: 'SET #outcome = :outcome',
        ExpressionAttributeNames: { '#outcome': 'outcome' },
        ExpressionAttributeValues: { ':outcome': outcome },
      },
    };
    const live =
      state === undefined ? [] : [{ Put: { TableName: this.#table, Item: { ...stateKey(entry.service), state } } }];
    await this.#client.send(new TransactWriteCommand({ TransactItems: [close, ...live] }));
  }
}
