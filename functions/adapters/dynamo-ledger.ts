import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '#domain/errors.ts';
import type { Admission, Closing, DeploymentEntry, DeploymentProgress, Ledger, ServiceState } from '#ports/ledger.ts';
import { deploymentKey, lockKey, requestKey, stateKey } from './ledger-keys.ts';
import { nextHolder, nobody, readLock } from './lock-item.ts';

export class DynamoLedger implements Ledger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async state(service: string): Promise<ServiceState | undefined> {
    return (await this.#item(stateKey(service)))?.['state'] as ServiceState | undefined;
  }

  async admit(entry: DeploymentEntry, lockUntil: string): Promise<Admission> {
    const { service, deploymentId, execution } = entry;
    const handled = (await this.#item(requestKey(entry.requestId)))?.['deploymentId'] as string | undefined;
    if (handled !== undefined && handled !== deploymentId) return { kind: 'duplicate', deploymentId: handled };
    const lock = await readLock(this.#client, this.#table, service);
    if (lock.holder?.owner === deploymentId) return { kind: 'admitted', fence: lock.fence };
    if (lock.holder !== undefined) return { kind: 'busy', holder: lock.holder };
    const next = { owner: deploymentId, execution, expiresAt: lockUntil };
    await this.#atOnce(
      new TransactWriteCommand({
        TransactItems: [
          { Update: nextHolder(this.#table, service, lock, next) },
          { Put: { TableName: this.#table, Item: { ...requestKey(entry.requestId), deploymentId } } },
          { Put: { TableName: this.#table, Item: { ...deploymentKey(service, deploymentId), entry } } },
        ],
      }),
    );
    return { kind: 'admitted', fence: lock.fence + 1 };
  }

  async keep(service: string, deploymentId: string, progress: DeploymentProgress): Promise<void> {
    for (const [field, value] of Object.entries(progress) as [string, unknown][]) {
      await this.#set(deploymentKey(service, deploymentId), field, value);
    }
  }

  async #set(Key: Record<string, string>, field: string, value: unknown): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key,
        UpdateExpression: 'SET #field = :value',
        ExpressionAttributeNames: { '#field': field },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }

  async progress(service: string, deploymentId: string): Promise<DeploymentProgress> {
    const item = await this.#item(deploymentKey(service, deploymentId));
    return { plan: item?.['plan'], release: item?.['release'] } as DeploymentProgress;
  }

  async close(closing: Closing): Promise<boolean> {
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: this.#closingItems(closing) }));
      return true;
    } catch (error) {
      if (!refusedByCondition(error)) throw error;
      return this.#wasClosedBy(closing);
    }
  }

  #closingItems({ service, deploymentId, fence, outcome, state }: Closing) {
    const TableName = this.#table;
    const letGo = {
      TableName,
      Key: lockKey(service),
      UpdateExpression: 'SET #owner = :nobody REMOVE execution, expiresAt',
      ConditionExpression: '#owner = :owner AND fence = :fence',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':nobody': nobody, ':owner': deploymentId, ':fence': fence },
    };
    const record = {
      TableName,
      Key: deploymentKey(service, deploymentId),
      UpdateExpression: 'SET #outcome = :outcome, closedBy = :fence',
      ExpressionAttributeNames: { '#outcome': 'outcome' },
      ExpressionAttributeValues: { ':outcome': outcome, ':fence': fence },
    };
    const live = state === undefined ? [] : [{ Put: { TableName, Item: { ...stateKey(service), state } } }];
    return [{ Update: letGo }, { Update: record }, ...live];
  }

  /** The same closing again, after an answer that was lost. */
  async #wasClosedBy({ service, deploymentId, fence }: Closing): Promise<boolean> {
    return (await this.#item(deploymentKey(service, deploymentId)))?.['closedBy'] === fence;
  }

  /** Somebody who wrote at the same moment wins; looking again tells who. */
  async #atOnce(command: TransactWriteCommand): Promise<void> {
    try {
      await this.#client.send(command);
    } catch (error) {
      if (refusedByCondition(error))
        throw new Unavailable('The ledger was written by somebody else at the same moment.');
      throw error;
    }
  }

  async #item(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item;
  }
}

const refusedByCondition = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed');
