import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'dispatch-next',
  machine: 'guardian',
  purpose: 'Lets the newest request in the queue go on where its service is free, and closes those that wait no more.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.object({}),
  output: z.array(z.object({ deploymentId: z.string(), decision: z.string() })),
  errors: {},
  timeoutSeconds: 30,
});
