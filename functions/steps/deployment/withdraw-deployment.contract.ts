import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailureSchema } from '#wire/failure.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'withdraw-deployment',
  machine: 'deployment',
  purpose: 'Admission failed before anything changed: closes the entry and lets the lock go.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ deploymentId: z.string(), target: ServiceTargetSchema, failure: FailureSchema }),
  output: z.object({ deploymentId: z.string() }),
  errors: {},
  timeoutSeconds: 15,
});
