import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ReleaseSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'forget-old-releases',
  machine: 'deployment',
  purpose: 'Part of stage 8: deregisters old task definition revisions, except those in use or needed to restore.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema, release: ReleaseSchema }),
  output: z.object({ forgotten: z.array(z.string()).readonly() }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
