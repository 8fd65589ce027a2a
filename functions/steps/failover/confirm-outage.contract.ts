import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { PolicyVariable, PrimaryVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'confirm-outage',
  machine: 'failover',
  purpose:
    'Checks the primary region again before anything changes, and leaves a failure caused by a deployment to its rollback.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    PRIMARY: PrimaryVariable,
  }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ primary: z.enum(['down', 'up', 'unclear']), why: z.string() }),
  errors: { PrimaryRecoversItself: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 10,
});
