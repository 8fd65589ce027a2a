import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ReleaseSchema } from '#wire/release.ts';
import { WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'take-over',
  machine: 'rollback',
  purpose: 'Takes the lock from the failed deployment and determines how far it got.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ service: z.string(), deploymentId: z.string(), execution: z.string() }),
  output: z.discriminatedUnion('kind', [
    /** The deployment is closed, or another one holds the lock: there is nothing to undo. */
    z.object({ kind: z.literal('nothing-to-undo') }),
    /** It failed before it had a plan, so nothing has changed. */
    z.object({ kind: z.literal('untouched'), fence: z.int() }),
    z.object({
      kind: z.literal('to-undo'),
      fence: z.int(),
      plan: DeploymentPlanSchema,
      /** The weights that the rollback finds. */
      weights: WeightsSchema,
      /** Undefined if it failed before there was a release. */
      release: ReleaseSchema.optional(),
    }),
  ]),
  errors: {},
  timeoutSeconds: 15,
});
