import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ShiftProgressSchema } from '#wire/wait.ts';

export const contract = defineContract({
  name: 'hold-for-decision',
  machine: 'traffic-shift',
  purpose: 'Keeps the current weights and waits for the decision of a person.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    progress: ShiftProgressSchema,
    token: z.string(),
    openedAt: z.string(),
    /** The maximum time to wait. */
    seconds: z.int(),
    /** Why a decision is needed. */
    words: z.string(),
  }),
  output: z.object({}),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
