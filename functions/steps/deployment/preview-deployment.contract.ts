import * as z from 'zod';
import type { DeploymentPreview } from '#domain/deployment/deployment-preview.ts';
import { defineContract } from '#runtime/define-contract.ts';
import { ValidatedRequestSchema } from '#wire/validated-request.ts';

const sentences = z.array(z.string()).readonly();

export const contract = defineContract({
  name: 'preview-deployment',
  machine: 'deployment',
  purpose:
    'Dry run: reports what a deployment would change, its duration and cost, and what would stop it. Only reads.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: ValidatedRequestSchema,
  output: z.object({
    ready: z.boolean(),
    problems: sentences,
    warnings: sentences,
    notChecked: sentences,
    changes: sentences,
    bakeSeconds: z.number(),
    cost: z.object({ stateTransitions: z.int(), stateTransitionsUsd: z.number(), extraTaskHours: z.number() }),
  }) satisfies z.ZodType<DeploymentPreview>,
  errors: {},
  timeoutSeconds: 30,
});
