import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { LedgerItem } from '#domain/ledger/deployment-events.ts';

type Image = Readonly<Record<string, unknown>>;

/** An item of the ledger as the table's stream has it; nothing for what belongs to no service. */
export function itemIn(image: Image | undefined): LedgerItem | undefined {
  if (image === undefined) return undefined;
  const { pk, sk, deploymentId, ...rest } = unmarshall(image as Record<string, AttributeValue>) as Record<
    string,
    string
  >;
  const service = /^service#(.+)$/.exec(pk ?? '')?.[1];
  if (service === undefined) return undefined;
  const named = /^(?:deployment|decision)#([^#]+)/.exec(sk ?? '')?.[1] ?? deploymentId;
  return { ...(rest as object), service, ...(named !== undefined && { deploymentId: named }) };
}
