import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'announce-failover',
  machine: 'failover',
  purpose: 'Pages people: a failover has begun, and how to stop it.',
  environment: z.object({ EVENT_BUS: z.string() }),
  input: z.object({ plan: FailoverPlanSchema, why: z.string() }),
  output: z.object({}),
  errors: {},
  timeoutSeconds: 10,
});
