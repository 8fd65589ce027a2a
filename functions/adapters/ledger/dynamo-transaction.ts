import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '#domain/errors.ts';

export type Writes = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>;

/** Another writer at the same moment wins; reading again shows which. */
export async function allOrNothing(client: DynamoDBDocumentClient, TransactItems: Writes): Promise<void> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    if (refusedByCondition(error)) throw new Unavailable('Another execution wrote to the ledger at the same moment.');
    throw error;
  }
}

export const refusedByCondition = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed');
