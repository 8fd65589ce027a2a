import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'look-at-bakes',
  machine: 'watchers',
  purpose: 'Judges every version that bakes, each minute, and ends the bake of one that has to go back.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** The schedule's event. */
  input: z.object({ time: z.string() }),
  output: z.object({ interrupted: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 50,
});
