import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'raise-capacity',
  machine: 'failover',
  purpose: 'Asks for all the tasks that each service may have, and waits until enough of them serve.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ reached: z.array(z.string()) }),
  errors: { CapacityNotThere: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
