import * as z from 'zod';
import { endings } from '#domain/failover/run-outcome.ts';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { SwitchVariable } from '#wire/failover-setting.ts';
import { FailureSchema } from '#wire/failure.ts';

export const contract = defineContract({
  name: 'record-failover',
  machine: 'failover',
  purpose: 'Records the outcome with its reasons and figures, releases all locks and notifies people.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    SERVICE_CATALOGUE: z.string(),
    EVENT_BUS: z.string(),
    TAKEOVER_SWITCH: SwitchVariable,
  }),
  input: z.object({
    plan: FailoverPlanSchema,
    ending: z.enum(endings),
    reasons: z.array(z.string()),
    shortages: z.array(z.string()),
    /** The primary region serves, but its deployments could not be allowed again. */
    stillFenced: z.boolean(),
    failure: FailureSchema.optional(),
  }),
  output: z.object({
    ending: z.enum(endings),
    why: z.string(),
    detectionSeconds: z.number().exactOptional(),
    failoverSeconds: z.number().exactOptional(),
    lostSeconds: z.number().exactOptional(),
    stillToDo: z.array(z.string()).readonly(),
  }),
  errors: { TakenOver: 'never' },
  timeoutSeconds: 15,
});
