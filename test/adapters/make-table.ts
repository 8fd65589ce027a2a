import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import * as aws from '#adapters/aws-clients.ts';

/** With the keys that the ledger has, and nothing in it. */
export async function makeTable(TableName: string): Promise<string> {
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  await aws.dynamodb().send(
    new CreateTableCommand({
      TableName,
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      AttributeDefinitions: [text('pk'), text('sk')],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  return TableName;
}
