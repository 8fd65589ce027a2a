import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './ledger-keys.ts';

/** The item under a key, read with strong consistency; undefined if there is none. */
export async function readItem<T>(
  client: DynamoDBDocumentClient,
  TableName: string,
  Key: ItemKey,
  read: (item: Record<string, unknown>) => T,
): Promise<T | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : read(Item);
}
