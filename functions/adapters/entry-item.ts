import type { DeploymentEntry, Outcome } from '#ports/ledger.ts';
import type { Writes } from './dynamo-transaction.ts';
import { deploymentKey, lineKey, requestKey } from './ledger-keys.ts';

/** Marks the request as acted upon and opens its entry, unless that has been closed since. */
export function openEntry(TableName: string, entry: DeploymentEntry, more: { outcome?: Outcome } = {}): Writes {
  const { service, deploymentId, requestId } = entry;
  return [
    { Put: { TableName, Item: { ...requestKey(requestId), deploymentId } } },
    {
      Put: {
        TableName,
        Item: { ...deploymentKey(service, deploymentId), entry, ...more },
        ConditionExpression: 'attribute_not_exists(outcome)',
      },
    },
  ];
}

/** What is not in line leaves nothing. */
export const leaveLine = (TableName: string, service: string, deploymentId: string) => ({
  TableName,
  Key: lineKey(service),
  UpdateExpression: 'REMOVE #deployment',
  ExpressionAttributeNames: { '#deployment': deploymentId },
});
