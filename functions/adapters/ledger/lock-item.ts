import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import { ledgerItem } from '#wire/ledger-items.ts';
import { ledgerVersion } from '#wire/ledger-version.ts';
import { lockKey } from './ledger-keys.ts';
import { readItem } from './read-item.ts';

/** The item stays when the lock is let go, so that the fencing number never starts again. */
export const noOwner = '-';

export interface LockItem {
  readonly fence: number;
  readonly holder: LockHolder | undefined;
}

export async function readLock(client: DynamoDBDocumentClient, table: string, service: string): Promise<LockItem> {
  const item = await readItem(client, table, lockKey(service), ledgerItem.lock);
  const { fence = 0, owner, kind, execution = '', expiresAt = '' } = item ?? {};
  if (owner === undefined || owner === noOwner || kind === undefined) return { fence, holder: undefined };
  return { fence, holder: { kind, owner, execution, fence, expiresAt } };
}

/** Writes the next holder, unless the lock was written since it was read. */
export const nextHolder = (table: string, service: string, read: LockItem, next: Omit<LockHolder, 'fence'>) => ({
  TableName: table,
  Key: lockKey(service),
  UpdateExpression:
    'SET #owner = :owner, kind = :kind, execution = :execution, expiresAt = :expiresAt, fence = :next, version = :version',
  ConditionExpression: read.fence === 0 ? 'attribute_not_exists(fence)' : 'fence = :fence AND #owner = :found',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: {
    ':owner': next.owner,
    ':kind': next.kind,
    ':execution': next.execution,
    ':expiresAt': next.expiresAt,
    ':next': read.fence + 1,
    ':version': ledgerVersion,
    ...(read.fence === 0 ? {} : { ':fence': read.fence, ':found': read.holder?.owner ?? noOwner }),
  },
});
