import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { HookSchema } from '#wire/hook.ts';
import { FailureSchema } from '#wire/failure.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'end-hook',
  machine: 'hook',
  purpose: 'Stops the remaining task of a failed hook and reports why the hook failed.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    hook: HookSchema,
    /** The `startedBy` value of its task. */
    startedBy: z.string().min(1),
    failure: FailureSchema,
  }),
  output: z.object({ why: z.string() }),
  errors: {},
  timeoutSeconds: 15,
});
