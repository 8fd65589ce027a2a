import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LockHolder, LockKind } from '#ports/ledger/deployment-lock.ts';
import { lockKey } from './ledger-keys.ts';

/** The item stays when the lock is let go, so that the fencing number never starts again. */
export const noOwner = '-';

export interface LockItem {
  readonly fence: number;
  readonly holder: LockHolder | undefined;
}

export async function readLock(client: DynamoDBDocumentClient, table: string, service: string): Promise<LockItem> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: lockKey(service), ConsistentRead: true }));
  const fence = Number(Item?.['fence'] ?? 0);
  const owner = Item?.['owner'] as string | undefined;
  if (owner === undefined || owner === noOwner) return { fence, holder: undefined };
  return {
    fence,
    holder: {
      kind: Item?.['kind'] as LockKind,
      owner,
      execution: String(Item?.['execution']),
      fence,
      expiresAt: String(Item?.['expiresAt']),
    },
  };
}

/** Writes the next holder, unless anybody has written since the lock was read. */
export const nextHolder = (table: string, service: string, read: LockItem, next: Omit<LockHolder, 'fence'>) => ({
  TableName: table,
  Key: lockKey(service),
  UpdateExpression: 'SET #owner = :owner, kind = :kind, execution = :execution, expiresAt = :expiresAt, fence = :next',
  ConditionExpression: read.fence === 0 ? 'attribute_not_exists(fence)' : 'fence = :fence AND #owner = :found',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: {
    ':owner': next.owner,
    ':kind': next.kind,
    ':execution': next.execution,
    ':expiresAt': next.expiresAt,
    ':next': read.fence + 1,
    ...(read.fence === 0 ? {} : { ':fence': read.fence, ':found': read.holder?.owner ?? noOwner }),
  },
});
