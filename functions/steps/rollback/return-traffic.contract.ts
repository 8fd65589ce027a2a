import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { FailureSchema } from '#wire/failure.ts';
import { SlotSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'return-traffic',
  machine: 'rollback',
  purpose: 'Sends all traffic to the healthy slot, whether old or new.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    failure: FailureSchema,
    /** Whether to stop waiting for tasks that are starting. */
    urgent: z.boolean(),
  }),
  output: z.object({ safe: SlotSchema, reason: z.string(), page: z.boolean() }),
  errors: { CapacityNotBack: 'not-yet', TakenOver: 'never' },
  timeoutSeconds: 15,
});
