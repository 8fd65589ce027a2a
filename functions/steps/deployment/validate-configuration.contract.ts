import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ValidatedRequestSchema } from '#wire/validated-request.ts';

export const contract = defineContract({
  name: 'validate-configuration',
  machine: 'deployment',
  purpose: 'validates the request and its service. Changes nothing.',
  environment: z.object({ SERVICE_CATALOGUE: z.string(), LEDGER_TABLE: z.string() }),
  input: z.object({
    request: z.unknown(),
    execution: z.object({ name: z.string(), startedAt: z.string() }),
  }),
  output: ValidatedRequestSchema,
  errors: { RequestRejected: 'never' },
  timeoutSeconds: 15,
});
