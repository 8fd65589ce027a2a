import * as z from 'zod';
import type { ShiftPlan } from '#domain/shift-schedule.ts';
import { SlotSchema } from './slot.ts';
import { JudgingSchema, StepsSchema } from './strategy.ts';

export const ShiftPlanSchema = z.object({
  to: SlotSchema,
  steps: StepsSchema.readonly(),
  judging: JudgingSchema,
}) satisfies z.ZodType<ShiftPlan>;
