import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { DatabaseVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'promote-database',
  machine: 'failover',
  purpose: 'Makes the copy of the data in the standby the writer, and waits until it is.',
  environment: z.object({ LEDGER_TABLE: z.string(), DATABASE: DatabaseVariable }),
  input: z.object({ plan: FailoverPlanSchema, primary: z.enum(['down', 'up', 'unclear']) }),
  output: z.object({ writer: z.boolean() }),
  errors: { PromotionUnderWay: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
