import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { HookSchema } from '#wire/hook.ts';
import { FailureSchema } from '#wire/failure.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'end-hook',
  machine: 'hook',
  purpose: 'Stops what still runs of a hook that failed, and reports why it failed.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    hook: HookSchema,
    /** What its task was started with. */
    startedBy: z.string().min(1),
    failure: FailureSchema,
  }),
  output: z.object({ why: z.string() }),
  errors: {},
  timeoutSeconds: 15,
});
