import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** The newest items under a prefix of the sort key: an id begins with the time, so the order of keys is the order of time. */
export const newestUnder = (
  TableName: string,
  { pk, sk }: Readonly<Record<'pk' | 'sk', string>>,
  count: number,
): QueryCommandInput => ({
  TableName,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
  ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
  ScanIndexForward: false,
  Limit: count,
});
