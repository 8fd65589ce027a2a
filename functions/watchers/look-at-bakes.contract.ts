import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'look-at-bakes',
  machine: 'watchers',
  purpose: 'Judges all baking versions every minute, and interrupts the bake of a version to roll back.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** The event of the schedule. */
  input: z.object({ time: z.string() }),
  output: z.object({ interrupted: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 50,
});
