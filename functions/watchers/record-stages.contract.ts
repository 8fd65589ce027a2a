import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'record-stages',
  machine: 'watchers',
  purpose: 'Writes into the ledger, each minute, how far deployments have come and what they cost.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** A schedule says nothing. */
  input: z.unknown(),
  output: z.object({ recorded: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 50,
});
