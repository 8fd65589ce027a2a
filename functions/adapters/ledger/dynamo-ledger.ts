import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Admission, Closing, DeploymentProgress, Ledger } from '#ports/ledger/ledger.ts';
import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';
import { ledgerItem } from '#wire/ledger-items.ts';
import { setFields } from './dynamo-fields.ts';
import { allOrNothing, refusedByCondition } from './dynamo-transaction.ts';
import { leaveLine, openEntry } from './entry-item.ts';
import { deploymentKey, lockKey, newItem, requestKey, stateKey } from './ledger-keys.ts';
import { nextHolder, noOwner, readLock } from './lock-item.ts';
import { readItem } from './read-item.ts';

export class DynamoLedger implements Ledger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async state(service: string): Promise<ServiceState | undefined> {
    return (await readItem(this.#client, this.#table, stateKey(service), ledgerItem.state))?.state;
  }

  async admit(entry: DeploymentEntry, lockUntil: string): Promise<Admission> {
    const { service, deploymentId, execution } = entry;
    const request = await readItem(this.#client, this.#table, requestKey(entry.requestId), ledgerItem.request);
    const handled = request?.deploymentId;
    if (handled !== undefined && handled !== deploymentId) return { kind: 'duplicate', deploymentId: handled };
    const outcome = (await this.#deployment(service, deploymentId))?.outcome;
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

  async refuse(entry: DeploymentEntry, outcome: Outcome): Promise<void> {
    await allOrNothing(this.#client, openEntry(this.#table, entry, { outcome }));
  }

  async keep(service: string, deploymentId: string, progress: DeploymentProgress): Promise<void> {
    for (const [field, value] of Object.entries(progress) as [string, unknown][]) {
      await this.#client.send(setFields(this.#table, deploymentKey(service, deploymentId), { [field]: value }));
    }
  }

  async progress(service: string, deploymentId: string): Promise<DeploymentProgress> {
    const { plan, release } = (await this.#deployment(service, deploymentId)) ?? {};
    return { ...(plan && { plan }), ...(release && { release }) };
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
    const live = state === undefined ? [] : [{ Put: { TableName, Item: newItem(stateKey(service), { state }) } }];
    return [{ Update: letGo }, { Update: record }, ...live];
  }

  /** The same closing again, after an answer that was lost. */
  async #wasClosedBy({ service, deploymentId, fence }: Closing): Promise<boolean> {
    return (await this.#deployment(service, deploymentId))?.closedBy === fence;
  }

  #deployment(service: string, deploymentId: string) {
    return readItem(this.#client, this.#table, deploymentKey(service, deploymentId), ledgerItem.deployment);
  }
}
