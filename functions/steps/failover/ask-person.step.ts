import { failovers, now, pager } from '#adapters/answers.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { Pager } from '#ports/events/pager.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './ask-person.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  pager: Pager;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, reasons }, { failovers, pager, now }: Ports) => {
  const why = reasons.join('. ');
  await failovers.note(plan.runId, { at: now().toISOString(), what: 'waiting for a person', why });
  await pager.page(
    'The failover is waiting for your decision',
    [
      `${plan.runId}: ${why}.`,
      'To continue:  {"mode": "accept-loss", "by": "your name", "reason": "…", "acceptLossSeconds": 600}',
      'To cancel it:  {"mode": "cancel", "by": "your name", "reason": "…"}',
    ].join('\n'),
  );
  return {};
});

export const handler = step.host({ failovers, pager, now });
