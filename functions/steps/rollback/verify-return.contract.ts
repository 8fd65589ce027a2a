import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { SlotSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'verify-return',
  machine: 'rollback',
  purpose: 'Verifies that the slot with all traffic has enough healthy tasks.',
  environment: z.object({}),
  input: z.object({ plan: DeploymentPlanSchema, safe: SlotSchema }),
  output: z.object({ healthyTargets: z.int(), needed: z.int() }),
  errors: { CapacityNotBack: 'not-yet' },
  timeoutSeconds: 15,
});
