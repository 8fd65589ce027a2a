import { z } from 'zod';
import type { ShiftPlan, ShiftStep } from '#domain/shift-schedule.ts';
import { SlotSchema } from './slot.ts';

export const ShiftStepSchema = z.object({
  weight: z.int().min(1).max(100),
  bakeSeconds: z.number().min(0),
}) satisfies z.ZodType<ShiftStep>;

export const ShiftPlanSchema = z.object({
  to: SlotSchema,
  steps: z.array(ShiftStepSchema).min(1).readonly(),
}) satisfies z.ZodType<ShiftPlan>;
