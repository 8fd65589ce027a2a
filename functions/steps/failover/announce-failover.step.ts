import * as aws from '#adapters/aws-clients.ts';
import { BusPager } from '#adapters/events/bus-pager.ts';
import type { Pager } from '#ports/events/pager.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './announce-failover.contract.ts';

export const step = defineStep(contract, async ({ plan, why }, { pager }: { pager: Pager }) => {
  await pager.page(
    `A failover to the standby region has started (${plan.mode})`,
    [`${plan.runId}, requested by ${plan.by}: ${plan.reason}`, why, 'To cancel it: {"mode": "cancel"}'].join('\n'),
  );
  return {};
});

export const handler = step.host(({ EVENT_BUS }) => ({ pager: new BusPager(aws.events(), EVENT_BUS) }));
