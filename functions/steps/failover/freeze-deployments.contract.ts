import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'freeze-deployments',
  machine: 'failover',
  purpose:
    'Locks every service of the standby region for the failover. Running deployments are stopped and rolled back first.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({ plan: FailoverPlanSchema, execution: z.string() }),
  output: z.object({ frozen: z.array(z.string()) }),
  errors: { DeploymentUnderWay: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 10,
});
