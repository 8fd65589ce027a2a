import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { FailoverPlanSchema, ShareSchema } from '#wire/failover-plan.ts';
import { SwitchVariable } from '#wire/failover-setting.ts';

export const contract = defineContract({
  name: 'move-traffic',
  machine: 'failover',
  purpose: 'Sets the takeover switch to a share of the traffic and reads it back. Changes no DNS record.',
  environment: z.object({ LEDGER_TABLE: z.string(), TAKEOVER_SWITCH: SwitchVariable }),
  input: z.object({ plan: FailoverPlanSchema, share: ShareSchema }),
  output: z.object({ share: ShareSchema }),
  errors: { SwitchNotInPlace: 'not-yet', TakenOver: 'never', Cancelled: 'never' },
  timeoutSeconds: 15,
});
