import { z } from 'zod';
import { scalingBy, type Scaling } from '#wire/scaling.ts';

const targetAllowed = 'a whole number from 1 to 1000000';

export const ScalingInputSchema = z.strictObject(
  {
    by: z.enum(scalingBy, scalingBy.join(', ')).optional(),
    target: z.int(targetAllowed).min(1, targetAllowed).max(1_000_000, targetAllowed).optional(),
    ahead: z.boolean('true or false').optional(),
  },
  'by, target, ahead',
);

export type CheckedScaling = z.output<typeof ScalingInputSchema>;

/** Leaves room for the load that arrives before the next task has started. */
const usualCpu = 70;

export function toScaling({ by = 'steps', target, ahead = false }: CheckedScaling = {}): Scaling {
  if (by === 'steps') return { by, ahead };
  return { by, target: target ?? usualCpu, ahead };
}
