import * as z from 'zod';
import type { ShiftPlan } from '#domain/shift-schedule.ts';
import { SlotSchema } from './slot.ts';
import { StepsSchema } from './strategy.ts';

export const ShiftPlanSchema = z.object({
  to: SlotSchema,
  steps: StepsSchema.readonly(),
}) satisfies z.ZodType<ShiftPlan>;
