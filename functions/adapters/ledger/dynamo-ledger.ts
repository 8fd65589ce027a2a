import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type {
  Admission,
  Closing,
  DeploymentEntry,
  DeploymentProgress,
  Ledger,
  Outcome,
  ServiceState,
} from '#ports/ledger/ledger.ts';
import { allOrNothing, refusedByCondition } from './dynamo-transaction.ts';
import { leaveLine, openEntry } from './entry-item.ts';
import { deploymentKey, lockKey, requestKey, stateKey } from './ledger-keys.ts';
import { nextHolder, noOwner, readLock } from './lock-item.ts';

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
    const outcome = await this.#outcome(service, deploymentId);
    if (outcome !== undefined) return { kind: 'closed', outcome };
    const lock = await readLock(this.#client, this.#table, service);
    if (lock.holder?.owner === deploymentId) return { kind: 'admitted', fence: lock.fence };
    if (lock.holder !== undefined) return { kind: 'busy', holder: lock.holder };
    const next = { kind: 'deployment', owner: deploymentId, execution, expiresAt: lockUntil } as const;
    await allOrNothing(this.#client, [
      { Update: nextHolder(this.#table, service, lock, next) },
      ...openEntry(this.#table, entry),
      ...(handled === undefined ? [] : [{ Update: leaveLine(this.#table, service, deploymentId) }]),
    ]);
    return { kind: 'admitted', fence: lock.fence + 1 };
  }

  async #outcome(service: string, deploymentId: string): Promise<Outcome | undefined> {
    return (await this.#item(deploymentKey(service, deploymentId)))?.['outcome'] as Outcome | undefined;
  }

  async refuse(entry: DeploymentEntry, outcome: Outcome): Promise<void> {
    await allOrNothing(this.#client, openEntry(this.#table, entry, { outcome }));
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
      UpdateExpression: 'SET #owner = :noOwner REMOVE execution, expiresAt',
      ConditionExpression: '#owner = :owner AND fence = :fence',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':noOwner': noOwner, ':owner': deploymentId, ':fence': fence },
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

  async #item(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item;
  }
}
