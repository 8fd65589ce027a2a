import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { DeploymentPlanSchema } from '#wire/deployment-plan.ts';
import { SlotSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'retire-slot',
  machine: 'rollback',
  purpose: 'Stops the tasks of the rejected slot after verifying that it gets no traffic.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ plan: DeploymentPlanSchema, safe: SlotSchema }),
  output: z.object({ stopped: SlotSchema }),
  errors: { TrafficNotGone: 'not-yet', RolloutUnderWay: 'not-yet', TakenOver: 'never' },
  timeoutSeconds: 15,
});
