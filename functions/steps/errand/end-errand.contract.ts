import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ErrandSchema } from '#wire/errand.ts';
import { FailureSchema } from '#wire/failure.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'end-errand',
  machine: 'errand',
  purpose: 'Stops what still runs of an errand that failed, and tells its last words.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    errand: ErrandSchema,
    /** What its task was started with. */
    startedBy: z.string().min(1),
    failure: FailureSchema,
  }),
  output: z.object({ why: z.string() }),
  errors: {},
  timeoutSeconds: 15,
});
