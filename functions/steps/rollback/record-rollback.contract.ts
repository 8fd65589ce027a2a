import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailureSchema } from '#wire/failure.ts';
import { SlotSchema, WeightsSchema } from '#wire/slot.ts';

const outcome = z.enum(['rolled-back', 'held', 'refused']);

export const contract = defineContract({
  name: 'record-rollback',
  machine: 'rollback',
  purpose: 'Records why the deployment ended and where its traffic is, and releases the lock.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    service: z.string(),
    deploymentId: z.string(),
    fence: z.int(),
    failure: FailureSchema,
    /** Undefined if nothing had changed. */
    returned: z.object({ safe: SlotSchema, reason: z.string(), page: z.boolean() }).optional(),
    found: WeightsSchema.optional(),
    verified: z.object({ healthyTargets: z.int(), needed: z.int() }).optional(),
    /** Why the slot could not be verified as healthy. */
    unverified: FailureSchema.optional(),
    /** Why the other slot could not be confirmed to have stopped. */
    lingering: FailureSchema.optional(),
    /** The result of the service's rollback hook, if it has one. */
    hook: z.object({ failure: FailureSchema.optional() }).optional(),
  }),
  output: z.object({ deploymentId: z.string(), outcome, why: z.string() }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
