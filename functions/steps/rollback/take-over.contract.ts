import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ReleaseSchema } from '#wire/release.ts';
import { WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'take-over',
  machine: 'rollback',
  purpose: 'Shuts out whoever worked on the service until now, and finds out how far they came.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ service: z.string(), deploymentId: z.string(), execution: z.string() }),
  output: z.discriminatedUnion('kind', [
    /** The deployment has been closed, or somebody else holds the service: there is nothing to undo. */
    z.object({ kind: z.literal('nothing-to-undo') }),
    /** It failed before it had a plan: nothing has changed. */
    z.object({ kind: z.literal('untouched'), fence: z.int() }),
    z.object({
      kind: z.literal('to-undo'),
      fence: z.int(),
      plan: DeploymentPlanSchema,
      /** As the rollback finds them. */
      weights: WeightsSchema,
      /** Absent where it failed before there was one. */
      release: ReleaseSchema.optional(),
    }),
  ]),
  errors: {},
  timeoutSeconds: 15,
});
