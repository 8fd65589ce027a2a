import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'answer-wait',
  machine: 'intervention',
  purpose: 'Passes the command of a person to the waiting execution, and records it.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ request: z.unknown(), at: z.string() }),
  output: z.object({ deploymentId: z.string(), answered: z.string() }),
  errors: { RequestRejected: 'never', NothingWaits: 'never' },
  timeoutSeconds: 15,
});
