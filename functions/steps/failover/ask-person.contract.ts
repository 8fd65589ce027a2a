import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'ask-person',
  machine: 'failover',
  purpose: 'Pages people when the failover needs a decision, with the figures and the commands.',
  environment: z.object({ LEDGER_TABLE: z.string(), EVENT_BUS: z.string() }),
  input: z.object({ plan: FailoverPlanSchema, reasons: z.array(z.string()) }),
  output: z.object({}),
  errors: {},
  timeoutSeconds: 10,
});
