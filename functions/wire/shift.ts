import * as z from 'zod';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import { SlotSchema } from './slot.ts';
import { JudgingSchema, StepSchema } from './strategy.ts';

export const ShiftPlanSchema = z.object({
  to: SlotSchema,
  /** One more than a strategy may name, because a control group adds one. */
  steps: z.array(StepSchema).min(1).max(21).readonly(),
  judging: JudgingSchema,
}) satisfies z.ZodType<ShiftPlan>;
