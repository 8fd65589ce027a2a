import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';

export const contract = defineContract({
  name: 'back-up-database',
  machine: 'deployment',
  purpose: 'Takes a snapshot of the database before its migration.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema }),
  output: z.object({ snapshot: z.string() }),
  errors: { SnapshotUnderWay: 'not-yet', SnapshotImpossible: 'never', TakenOver: 'never' },
  timeoutSeconds: 15,
});
