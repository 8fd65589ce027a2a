import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import { lockKey } from './ledger-keys.ts';
import { type LockItem, nextHolder, noOwner, readLock } from './lock-item.ts';

export class DynamoDeploymentLock implements DeploymentLock {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async holder(service: string): Promise<LockHolder | undefined> {
    return (await readLock(this.#client, this.#table, service)).holder;
  }

  async seize(service: string, by: Omit<LockHolder, 'fence'>): Promise<LockHolder | undefined> {
    const read = await readLock(this.#client, this.#table, service);
    if (read.holder !== undefined) return read.holder.owner === by.owner ? read.holder : undefined;
    return this.#write(service, read, by);
  }

  async letGo(service: string, owner: string): Promise<void> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: lockKey(service),
          UpdateExpression: 'SET #owner = :noOwner REMOVE execution, expiresAt',
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':noOwner': noOwner, ':owner': owner },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async takeOver(service: string, by: Omit<LockHolder, 'fence' | 'kind'>): Promise<LockHolder | undefined> {
    const read = await readLock(this.#client, this.#table, service);
    if (read.holder?.owner !== by.owner) return undefined;
    // The same execution again, after an answer that was lost: it has taken over already.
    if (read.holder.execution === by.execution) return read.holder;
    return this.#write(service, read, { kind: 'rollback', ...by });
  }

  /** Undefined if the lock was written since it was read. */
  async #write(service: string, read: LockItem, next: Omit<LockHolder, 'fence'>): Promise<LockHolder | undefined> {
    try {
      await this.#client.send(new UpdateCommand(nextHolder(this.#table, service, read, next)));
      return { ...next, fence: read.fence + 1 };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async renew(service: string, { owner, fence }: Pick<LockHolder, 'owner' | 'fence'>, expiresAt: string) {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: lockKey(service),
          UpdateExpression: 'SET expiresAt = :until',
          ConditionExpression: '#owner = :owner AND fence = :fence',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':until': expiresAt, ':owner': owner, ':fence': fence },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
