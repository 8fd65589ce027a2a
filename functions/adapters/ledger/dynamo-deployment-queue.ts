import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Waiting } from '#domain/ledger/deployment-queue.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import { ledgerItem } from '#wire/ledger-items.ts';
import { ledgerVersion } from '#wire/ledger-version.ts';
import { allOrNothing, refusedByCondition } from './dynamo-transaction.ts';
import { leaveLine, openEntry } from './entry-item.ts';
import { deploymentKey, queueKey } from './ledger-keys.ts';
import { readItem } from './read-item.ts';

export class DynamoDeploymentQueue implements DeploymentQueue {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async enter(entry: DeploymentEntry): Promise<void> {
    const { service, deploymentId, execution, startedAt } = entry;
    const inQueue = (await this.all(service)).some((waiting) => waiting.deploymentId === deploymentId);
    if (inQueue) return;
    const standInLine = {
      TableName: this.#table,
      Key: queueKey(service),
      UpdateExpression: 'SET #deployment = :waiting, version = :version',
      ExpressionAttributeNames: { '#deployment': deploymentId },
      ExpressionAttributeValues: { ':waiting': { execution, askedAt: startedAt }, ':version': ledgerVersion },
    };
    await allOrNothing(this.#client, [{ Update: standInLine }, ...openEntry(this.#table, entry)]);
  }

  async reachBy(service: string, deploymentId: string, token: string): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: queueKey(service),
          UpdateExpression: 'SET #deployment.#token = :token',
          ConditionExpression: 'attribute_exists(#deployment)',
          ExpressionAttributeNames: { '#deployment': deploymentId, '#token': 'token' },
          ExpressionAttributeValues: { ':token': token },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async all(service: string): Promise<readonly Waiting[]> {
    const queue = await readItem(this.#client, this.#table, queueKey(service), ledgerItem.queue);
    return Object.entries(queue ?? {}).map(([deploymentId, waiting]) => ({ deploymentId, ...waiting }));
  }

  async leave(
    service: string,
    { deploymentId, token }: Pick<Waiting, 'deploymentId' | 'token'>,
    outcome: Outcome,
  ): Promise<boolean> {
    const TableName = this.#table;
    const record = {
      TableName,
      Key: deploymentKey(service, deploymentId),
      UpdateExpression: 'SET outcome = :outcome',
      ConditionExpression: 'attribute_not_exists(outcome)',
      ExpressionAttributeValues: { ':outcome': outcome },
    };
    const leaving = leaveLine(TableName, service, deploymentId);
    const asSeen = token === undefined ? 'attribute_not_exists(#deployment.#token)' : '#deployment.#token = :token';
    const stepOut = {
      ...leaving,
      ConditionExpression: `attribute_exists(#deployment) AND ${asSeen}`,
      ExpressionAttributeNames: { ...leaving.ExpressionAttributeNames, '#token': 'token' },
      ...(token !== undefined && { ExpressionAttributeValues: { ':token': token } }),
    };
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: [{ Update: stepOut }, { Update: record }] }));
      return true;
    } catch (error) {
      if (refusedByCondition(error)) return false;
      throw error;
    }
  }
}
