import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ValidatedRequestSchema } from '#wire/validated-request.ts';

export const contract = defineContract({
  name: 'admit-deployment',
  machine: 'deployment',
  purpose: 'Acquires the lock, compares the account with the ledger and fixes the plan.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: ValidatedRequestSchema.extend({ execution: z.object({ arn: z.string(), startedAt: z.string() }) }),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('admitted'), plan: DeploymentPlanSchema }),
    z.object({ kind: z.literal('duplicate'), deploymentId: z.string() }),
    z.object({ kind: z.literal('waiting'), deploymentId: z.string() }),
  ]),
  errors: { ServiceBusy: 'never', Superseded: 'never', StateMismatch: 'never', QuotaReached: 'never' },
  timeoutSeconds: 30,
});
