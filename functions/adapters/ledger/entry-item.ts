import type { DeploymentEntry, Outcome } from '#domain/ledger/deployment-entry.ts';
import type { Writes } from './dynamo-transaction.ts';
import { deploymentKey, newItem, queueKey, requestKey } from './ledger-keys.ts';

/** Marks the request as acted upon and opens its entry: unless another delivery was quicker, or it has been closed since. */
export function openEntry(TableName: string, entry: DeploymentEntry, more: { outcome?: Outcome } = {}): Writes {
  const { service, deploymentId, requestId } = entry;
  return [
    {
      Put: {
        TableName,
        Item: newItem(requestKey(requestId), { deploymentId }),
        // Two deliveries may arrive in the same moment.
        ConditionExpression: 'attribute_not_exists(pk) OR deploymentId = :deployment',
        ExpressionAttributeValues: { ':deployment': deploymentId },
      },
    },
    {
      Put: {
        TableName,
        Item: newItem(deploymentKey(service, deploymentId), { entry, ...more }),
        ConditionExpression: 'attribute_not_exists(outcome)',
      },
    },
  ];
}

/** What is not in the queue leaves nothing. */
export const leaveLine = (TableName: string, service: string, deploymentId: string) => ({
  TableName,
  Key: queueKey(service),
  UpdateExpression: 'REMOVE #deployment',
  ExpressionAttributeNames: { '#deployment': deploymentId },
});
