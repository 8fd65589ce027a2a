import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';

export const contract = defineContract({
  name: 'announce-failover',
  machine: 'failover',
  purpose: 'Pages people when a failover begins, with the command that cancels it.',
  environment: z.object({ EVENT_BUS: z.string() }),
  input: z.object({ plan: FailoverPlanSchema, why: z.string() }),
  output: z.object({}),
  errors: {},
  timeoutSeconds: 10,
});
