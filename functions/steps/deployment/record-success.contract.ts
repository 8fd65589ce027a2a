import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ReleaseSchema } from '#wire/release.ts';
import { SlotSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'record-success',
  machine: 'deployment',
  purpose: 'Records which slot is live and why, and releases the lock.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema, release: ReleaseSchema }),
  output: z.object({ deploymentId: z.string(), live: SlotSchema, image: z.string(), digest: z.string() }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
