import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { SlotSchema, WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'set-weight',
  machine: 'traffic-shift',
  purpose: 'Gives a slot its share of the traffic, if enough of its targets are healthy to carry it.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    to: SlotSchema,
    weight: z.int().min(1).max(100),
    capacity: z.int().min(1),
  }),
  output: WeightsSchema,
  errors: { SlotNotHealthy: 'not-yet' },
  timeoutSeconds: 15,
});
