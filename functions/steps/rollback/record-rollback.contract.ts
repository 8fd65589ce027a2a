import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailureSchema } from '#wire/failure.ts';
import { SlotSchema } from '#wire/slot.ts';

const outcome = z.enum(['rolled-back', 'held', 'refused']);

export const contract = defineContract({
  name: 'record-rollback',
  machine: 'rollback',
  purpose: 'Writes why the deployment ended and where traffic is, and releases the lock.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    service: z.string(),
    deploymentId: z.string(),
    fence: z.int(),
    failure: FailureSchema,
    /** Absent where nothing had changed. */
    returned: z.object({ safe: SlotSchema, reason: z.string(), page: z.boolean() }).optional(),
  }),
  output: z.object({ deploymentId: z.string(), outcome, why: z.string() }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
