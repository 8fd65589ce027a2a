import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';

export const contract = defineContract({
  name: 'verify-health',
  machine: 'deployment',
  purpose: 'Stage 6: every task of the release answers its health check before it may take traffic.',
  environment: z.object({}),
  input: z.object({ plan: DeploymentPlanSchema }),
  output: z.object({ healthyTargets: z.int(), score: z.number().min(0).max(1) }),
  errors: { SlotNotHealthy: 'not-yet' },
  timeoutSeconds: 15,
});
