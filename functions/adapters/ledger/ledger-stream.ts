import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { LedgerItem } from '#domain/ledger/deployment-events.ts';
import { ledgerItem } from '#wire/ledger-items.ts';

type Image = Readonly<Record<string, unknown>>;

/** An item of the ledger as the table's stream has it; nothing for what belongs to no service. */
export function itemIn(image: Image | undefined): LedgerItem | undefined {
  if (image === undefined) return undefined;
  const item = unmarshall(image as Record<string, AttributeValue>);
  const service = /^service#(.+)$/.exec(String(item['pk']))?.[1];
  if (service === undefined) return undefined;
  const { deploymentId, ...rest } = ledgerItem.stream(item);
  const named = /^(?:deployment|decision)#([^#]+)/.exec(String(item['sk']))?.[1] ?? deploymentId;
  return { ...rest, service, ...(named !== undefined && { deploymentId: named }) };
}
