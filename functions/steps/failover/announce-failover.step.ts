import { pager } from '#adapters/answers.ts';
import type { Pager } from '#ports/events/pager.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './announce-failover.contract.ts';

export const step = defineStep(contract, async ({ plan, why }, { pager }: { pager: Pager }) => {
  await pager.page(
    `A failover to the standby has begun (${plan.mode})`,
    [`${plan.runId}, asked for by ${plan.by}: ${plan.reason}`, why, 'To take it back: {"mode": "cancel"}'].join('\n'),
  );
  return {};
});

export const handler = step.host({ pager });
