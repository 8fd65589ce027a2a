import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ShiftProgressSchema } from '#wire/wait.ts';

export const contract = defineContract({
  name: 'bake',
  machine: 'traffic-shift',
  purpose: 'Opens the bake at this weight, so that it can be interrupted within seconds.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    progress: ShiftProgressSchema,
    token: z.string(),
    openedAt: z.string(),
    /** The maximum time to wait. */
    seconds: z.int(),
  }),
  output: z.object({}),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
