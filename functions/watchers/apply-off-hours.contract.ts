import * as z from 'zod';
import { hours } from '#domain/slots/off-hours.ts';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'apply-off-hours',
  machine: 'watchers',
  purpose: 'Stops all services when off-hours begin, and starts them with their minimum of tasks when off-hours end.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  /** Set in the schedule. */
  input: z.object({ hour: z.enum(hours) }),
  output: z.object({
    changed: z.array(z.string()).readonly(),
    /** Another change holds their lock, so they are left alone. */
    busy: z.array(z.string()).readonly(),
  }),
  errors: {},
  timeoutSeconds: 60,
});
