import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { RecordedAlarmSchema, PolicyVariable, PrimaryVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'watch-primary',
  machine: 'primary-monitor',
  purpose: 'Evaluates all health sources of the primary region and decides whether to start a failover.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    PRIMARY: PrimaryVariable,
    EVENT_BUS: z.string(),
  }),
  input: z.object({ alarm: RecordedAlarmSchema.optional() }),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stay'), why: z.string() }),
    /** Started with this execution name, so that an outage starts a failover only once. */
    z.object({
      kind: z.literal('start'),
      why: z.string(),
      name: z.string(),
      request: z.record(z.string(), z.union([z.string(), z.boolean()])),
    }),
  ]),
  errors: {},
  timeoutSeconds: 10,
});
