import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema, ShareSchema } from '#wire/failover-plan.ts';
import { PolicyVariable, PrimaryVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'confirm-traffic',
  machine: 'failover',
  purpose: 'Confirms that traffic arrives where it was sent: in the standby region, or in a healthy primary region.',
  environment: z.object({
    LEDGER_TABLE: z.string(),
    LOAD_BALANCER: z.string(),
    FAILOVER_POLICY: PolicyVariable,
    PRIMARY: PrimaryVariable,
    SERVING_NAME: z.string(),
    STANDBY_REGION: z.string(),
  }),
  input: z.object({ plan: FailoverPlanSchema, share: ShareSchema }),
  output: z.object({ requests: z.number().exactOptional() }),
  errors: { TrafficNotArrived: 'not-yet', PrimaryNotReady: 'never', TakenOver: 'never' },
  timeoutSeconds: 15,
});
