import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailureSchema } from '#wire/failure.ts';
import { SlotSchema, WeightsSchema } from '#wire/slot.ts';

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
    found: WeightsSchema.optional(),
    verified: z.object({ healthyTargets: z.int(), needed: z.int() }).optional(),
    /** Why the slot could not be seen to be well. */
    unverified: FailureSchema.optional(),
    /** Why the other slot was not seen to stop. */
    lingering: FailureSchema.optional(),
    /** How the service's own hook ended, where it has one. */
    hook: z.object({ failure: FailureSchema.optional() }).optional(),
  }),
  output: z.object({ deploymentId: z.string(), outcome, why: z.string() }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
