import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ImageSchema, ReleaseSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'update-infrastructure',
  machine: 'deployment',
  purpose: 'registers a task definition from the newest template and the image.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema, image: ImageSchema }),
  output: ReleaseSchema,
  errors: {},
  timeoutSeconds: 15,
});
