import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'answer-wait',
  machine: 'intervention',
  purpose: 'Gives the word of a person to the execution that waits for one, and writes it down.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ request: z.unknown(), at: z.string() }),
  output: z.object({ deploymentId: z.string(), answered: z.string() }),
  errors: { RequestRejected: 'never', NothingWaits: 'never' },
  timeoutSeconds: 15,
});
