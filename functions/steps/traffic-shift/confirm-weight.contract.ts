import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { WeightsSchema } from '#wire/slot.ts';

export const contract = defineContract({
  name: 'confirm-weight',
  machine: 'traffic-shift',
  purpose: 'Verifies that the load balancer shows the requested weights.',
  environment: z.object({}),
  input: z.object({ target: ServiceTargetSchema, weights: WeightsSchema }),
  output: WeightsSchema,
  errors: { WeightsNotInPlace: 'not-yet' },
  timeoutSeconds: 15,
});
