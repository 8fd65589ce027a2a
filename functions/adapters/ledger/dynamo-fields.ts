import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerVersion } from '#wire/ledger-version.ts';

/** Sets these fields of an item and leaves its others as they are. No name collides with a word of DynamoDB's. */
export function setFields(TableName: string, Key: Readonly<Record<string, string>>, values: object): UpdateCommand {
  const entries = Object.entries({ ...values, version: ledgerVersion });
  return new UpdateCommand({
    TableName,
    Key,
    UpdateExpression: `SET ${entries.map((_, index) => `#f${index} = :v${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#f${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:v${index}`, value as unknown])),
  });
}
