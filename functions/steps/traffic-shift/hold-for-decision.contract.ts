import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ShiftProgressSchema } from '#wire/wait.ts';

export const contract = defineContract({
  name: 'hold-for-decision',
  machine: 'traffic-shift',
  purpose: 'Keeps the weights as they are and waits for the word of a person.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    progress: ShiftProgressSchema,
    token: z.string(),
    openedAt: z.string(),
    /** How long it may wait. */
    seconds: z.int(),
    /** Why a person is asked. */
    words: z.string(),
  }),
  output: z.object({}),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
