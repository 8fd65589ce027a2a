import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { SlotSchema, WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'confirm-return',
  machine: 'rollback',
  purpose: 'Verifies at the load balancer that all traffic has returned.',
  environment: z.object({}),
  input: z.object({ plan: DeploymentPlanSchema, safe: SlotSchema }),
  output: WeightsSchema,
  errors: { WeightsNotInPlace: 'not-yet' },
  timeoutSeconds: 15,
});
