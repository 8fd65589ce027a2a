import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { FailureSchema } from '#wire/failure.ts';
import { SlotSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'record-rollback',
  machine: 'rollback',
  purpose: 'Writes why the deployment ended and where traffic is, and releases the lock.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    plan: DeploymentPlanSchema,
    failure: FailureSchema,
    safe: SlotSchema,
    reason: z.string(),
    page: z.boolean(),
  }),
  output: z.object({
    deploymentId: z.string(),
    live: SlotSchema,
    outcome: z.enum(['rolled-back', 'held']),
    why: z.string(),
  }),
  errors: {},
  timeoutSeconds: 15,
});
