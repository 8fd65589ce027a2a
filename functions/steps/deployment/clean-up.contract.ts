import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';

export const contract = defineContract({
  name: 'clean-up',
  machine: 'deployment',
  purpose: 'stops the old version after verifying that it gets no traffic.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema }),
  output: z.object({ stopped: z.enum(['blue', 'green']) }),
  errors: { TrafficNotGone: 'not-yet', RolloutUnderWay: 'not-yet', TakenOver: 'never' },
  timeoutSeconds: 15,
});
