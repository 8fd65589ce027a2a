import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'find-abandoned',
  machine: 'guardian',
  purpose: 'Finds services locked by a deployment that was stopped, timed out or failed, or whose lock expired.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({}),
  output: z.array(z.object({ service: z.string(), deploymentId: z.string(), fence: z.int(), why: z.string() })),
  errors: {},
  timeoutSeconds: 30,
});
