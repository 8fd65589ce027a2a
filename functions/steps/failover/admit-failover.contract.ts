import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { FailoverRequestSchema } from '#wire/failover-request.ts';

export const contract = defineContract({
  name: 'admit-failover',
  machine: 'failover',
  purpose: 'Acquires the lock and opens the run, or records the command of a person.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    request: FailoverRequestSchema,
    execution: z.object({ arn: z.string(), startedAt: z.string() }),
  }),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('started'), plan: FailoverPlanSchema }),
    /** A person stopped this run; it only has to be closed. */
    z.object({ kind: z.literal('stopped'), plan: FailoverPlanSchema }),
    z.object({ kind: z.literal('noted'), what: z.string() }),
  ]),
  errors: { FailoverBusy: 'never', RequestRejected: 'never' },
  timeoutSeconds: 10,
});
