import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'record-stages',
  machine: 'watchers',
  purpose: 'Records the progress and cost of deployments in the ledger every minute.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** A schedule sends no input. */
  input: z.unknown(),
  output: z.object({ recorded: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 50,
});
