import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { AnswerSchema, ForcedSchema, ShiftProgressSchema } from '#wire/wait.ts';

export const contract = defineContract({
  name: 'judge-canary',
  machine: 'traffic-shift',
  purpose:
    'Decides what follows a bake, with reasons: the next weight, another minute, a hold, completion or a rollback.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    progress: ShiftProgressSchema,
    /** What ended the bake. */
    answer: AnswerSchema,
    now: z.string(),
  }),
  output: z.object({
    move: z.enum(['shift', 'bake', 'hold', 'complete', 'reject']),
    step: z.int(),
    seconds: z.number(),
    forced: ForcedSchema,
    who: z.string(),
    words: z.string(),
  }),
  errors: {},
  timeoutSeconds: 30,
});
