import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'set-weight',
  machine: 'traffic-shift',
  purpose: 'Sets the weight of a slot, if enough of its targets are healthy.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    weight: z.int().min(1).max(100),
    /** The last weights that this shift set. */
    before: WeightsSchema,
  }),
  output: WeightsSchema,
  errors: { SlotNotHealthy: 'not-yet', WeightsChanged: 'never', TakenOver: 'never' },
  timeoutSeconds: 15,
});
