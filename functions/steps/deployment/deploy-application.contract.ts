import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { ReleaseSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'deploy-application',
  machine: 'deployment',
  purpose: 'starts the release on the idle slot at full capacity, without traffic.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema, release: ReleaseSchema }),
  output: z.object({ running: z.int() }),
  errors: { RolloutUnderWay: 'not-yet', RolloutFailed: 'never', TakenOver: 'never' },
  timeoutSeconds: 15,
});
