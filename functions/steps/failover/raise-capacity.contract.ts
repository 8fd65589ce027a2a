import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'raise-capacity',
  machine: 'failover',
  purpose: 'Scales each service out to its maximum and waits until enough tasks are healthy.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ reached: z.array(z.string()) }),
  errors: { CapacityNotThere: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
