import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { RecordedAlarmSchema, PolicyVariable, PrimaryVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'watch-primary',
  machine: 'primary-monitor',
  purpose: 'Asks every source how the primary is, remembers it, and says whether a failover is due.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    PRIMARY: PrimaryVariable,
    EVENT_BUS: z.string(),
  }),
  input: z.object({ alarm: RecordedAlarmSchema.optional() }),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stay'), why: z.string() }),
    /** To be started under this name: the same outage starts it once. */
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
