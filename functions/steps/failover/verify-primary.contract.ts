import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema, ShareSchema } from '#wire/failover-plan.ts';
import { DatabaseVariable, PolicyVariable, PrimaryVariable, SwitchVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'verify-primary',
  machine: 'failover',
  purpose: 'Checks whether the primary region can take its traffic back, and plans the shares of the return.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    PRIMARY: PrimaryVariable,
    DATABASE: DatabaseVariable,
    TAKEOVER_SWITCH: SwitchVariable,
  }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({ shares: z.array(ShareSchema), why: z.string() }),
  errors: { PrimaryNotReady: 'never', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
