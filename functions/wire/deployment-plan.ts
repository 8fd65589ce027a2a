import * as z from 'zod';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { ServiceTargetSchema } from './service-target.ts';
import { ShiftPlanSchema } from './shift.ts';
import { SlotSchema } from './slot.ts';

export const DeploymentPlanSchema = z.object({
  deploymentId: z.string(),
  fence: z.int().min(1),
  target: ServiceTargetSchema,
  live: z.object({ slot: SlotSchema, tasks: z.int().min(0) }),
  capacity: z.int().min(1),
  shift: ShiftPlanSchema,
}) satisfies z.ZodType<DeploymentPlan>;
