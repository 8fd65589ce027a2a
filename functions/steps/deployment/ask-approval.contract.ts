import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ImageSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'ask-approval',
  machine: 'deployment',
  purpose: 'Asks a person other than the requester to approve this exact image.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    image: ImageSchema,
    requestedBy: z.string(),
    reason: z.string(),
    token: z.string(),
    openedAt: z.string(),
    /** The maximum time to wait. */
    seconds: z.int(),
  }),
  output: z.object({}),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
