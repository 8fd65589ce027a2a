import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { StepsSchema } from '#wire/strategy.ts';

export const contract = defineContract({
  name: 'validate-configuration',
  machine: 'deployment',
  purpose: 'Stage 1: checks the request and the service that it names. Nothing has changed yet.',
  environment: z.object({ SERVICE_CATALOGUE: z.string() }),
  input: z.object({
    request: z.unknown(),
    execution: z.object({ name: z.string(), startedAt: z.string() }),
  }),
  output: z.object({
    deploymentId: z.string(),
    requestId: z.string(),
    target: ServiceTargetSchema,
    image: z.string(),
    steps: StepsSchema.readonly(),
    requestedBy: z.string(),
    reason: z.string(),
  }),
  errors: { RequestRejected: 'never' },
  timeoutSeconds: 15,
});
