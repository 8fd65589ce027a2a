import { pager } from '#adapters/answers.ts';
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

export const handler = step.host({ pager });
