import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema } from '#wire/failover-plan.ts';
import { DatabaseVariable, PolicyVariable, SwitchVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'verify-standby',
  machine: 'failover',
  purpose: 'Checks whether the standby region can serve, and what data a takeover would lose. Changes nothing.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    SERVICE_CATALOGUE: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    DATABASE: DatabaseVariable,
    TAKEOVER_SWITCH: SwitchVariable,
  }),
  input: z.object({ plan: FailoverPlanSchema }),
  output: z.object({
    kind: z.enum(['go', 'ask', 'hold']),
    reasons: z.array(z.string()),
    shortages: z.array(z.string()),
    lossSeconds: z.number().exactOptional(),
  }),
  errors: { TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
