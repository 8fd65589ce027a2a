import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeploymentLock, LockAttempt } from '#ports/deployment-lock.ts';
import { lockKey } from './ledger-keys.ts';

export class DynamoDeploymentLock implements DeploymentLock {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async take(service: string, owner: string, now: Date, seconds: number): Promise<LockAttempt> {
    const held = await this.#held(service);
    if (held?.owner === owner) return { taken: true, fence: held.fence };
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: lockKey(service),
          UpdateExpression: 'SET #owner = :owner, expiresAt = :expiresAt ADD fence :one',
          ConditionExpression:
            'attribute_not_exists(#owner) OR #owner = :nobody OR expiresAt < :now OR #owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: {
            ':owner': owner,
            ':nobody': nobody,
            ':one': 1,
            ':now': now.toISOString(),
            ':expiresAt': new Date(now.getTime() + seconds * 1000).toISOString(),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return { taken: true, fence: Number(Attributes?.['fence']) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const holder = await this.#held(service);
      return { taken: false, holder: { owner: holder?.owner ?? 'somebody', expiresAt: holder?.expiresAt ?? 'soon' } };
    }
  }

  /** The item stays, so that the fencing number never starts again. */
  async release(service: string, owner: string): Promise<void> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: lockKey(service),
          UpdateExpression: 'SET #owner = :nobody',
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': owner, ':nobody': nobody },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async #held(service: string): Promise<{ owner: string; expiresAt: string; fence: number } | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: lockKey(service), ConsistentRead: true }),
    );
    if (Item === undefined || Item['owner'] === nobody) return undefined;
    return { owner: String(Item['owner']), expiresAt: String(Item['expiresAt']), fence: Number(Item['fence']) };
  }
}

const nobody = '-';
