import * as z from 'zod';
import { hours } from '#domain/slots/off-hours.ts';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'apply-off-hours',
  machine: 'watchers',
  purpose: 'Lets every service sleep in the evening, and brings it back in the morning at its least size.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** Written into the schedule. */
  input: z.object({ hour: z.enum(hours) }),
  output: z.object({
    changed: z.array(z.string()).readonly(),
    /** Somebody changes them just now, so they are left alone. */
    busy: z.array(z.string()).readonly(),
  }),
  errors: {},
  timeoutSeconds: 60,
});
