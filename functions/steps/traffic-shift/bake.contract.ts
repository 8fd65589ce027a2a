import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ShiftProgressSchema } from '#wire/wait.ts';

export const contract = defineContract({
  name: 'bake',
  machine: 'traffic-shift',
  purpose: 'Writes down who waits at this weight, so that a bake can be ended at any second.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    progress: ShiftProgressSchema,
    token: z.string(),
    openedAt: z.string(),
    /** How long it may wait. */
    seconds: z.int(),
  }),
  output: z.object({}),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
