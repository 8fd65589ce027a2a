import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';

export const contract = defineContract({
  name: 'verify-health',
  machine: 'deployment',
  purpose: 'requests every health endpoint of every task before the release may get traffic.',
  environment: z.object({}),
  input: z.object({ plan: DeploymentPlanSchema }),
  output: z.object({
    /** `host:port` of every task, for the service's smoke test. */
    addresses: z.array(z.string()).readonly(),
    answers: z.int(),
    score: z.number().min(0).max(1),
  }),
  errors: { SlotNotHealthy: 'not-yet', HealthScoreTooLow: 'never' },
  // Three tries of 5 s, one after the other, plus the time to find the tasks.
  timeoutSeconds: 25,
});
