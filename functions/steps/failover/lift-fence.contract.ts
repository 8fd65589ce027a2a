import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { SwitchVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'lift-fence',
  machine: 'failover',
  purpose: 'Allows deployments in the primary region again if it serves all traffic.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    PRIMARY_REGION: z.string(),
    PRIMARY_RULE: z.string(),
    PRIMARY_MACHINE: z.string(),
    EVENT_BUS: z.string(),
    TAKEOVER_SWITCH: SwitchVariable,
  }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ lifted: z.boolean() }),
  errors: { Unavailable: 'not-yet' },
  timeoutSeconds: 6,
});
