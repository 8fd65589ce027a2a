import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'fence-primary',
  machine: 'failover',
  purpose: 'Stops deployments in the primary region, if it responds.',
  environment: z.object({
    PRIMARY_REGION: z.string(),
    PRIMARY_RULE: z.string(),
    PRIMARY_MACHINE: z.string(),
    EVENT_BUS: z.string(),
  }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ fenced: z.boolean() }),
  errors: {},
  timeoutSeconds: 6,
});
