import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { DatabaseVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'promote-database',
  machine: 'failover',
  purpose: 'Promotes the database in the standby region and waits until it is the writer.',
  environment: z.object({ LEDGER_TABLE: z.string(), DATABASE: DatabaseVariable }),
  input: z.object({ plan: FailoverPlanSchema, primary: z.enum(['down', 'up', 'unclear']) }),
  output: z.object({ writer: z.boolean() }),
  errors: { PromotionUnderWay: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
