import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'read-command',
  machine: 'failover',
  purpose: 'Checks whether a person has decided.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ decided: z.boolean() }),
  errors: { TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 10,
});
