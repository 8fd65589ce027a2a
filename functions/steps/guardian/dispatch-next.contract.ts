import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'dispatch-next',
  machine: 'guardian',
  purpose: 'Dispatches the newest waiting request of each free service, and closes requests that no longer wait.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({}),
  output: z.array(z.object({ deploymentId: z.string(), decision: z.string() })),
  errors: {},
  timeoutSeconds: 30,
});
