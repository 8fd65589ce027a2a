import * as z from 'zod';
import { failoverModes, type FailoverPlan } from '#domain/failover/request.ts';
import { shares } from '#domain/failover/shares.ts';

export const FailoverPlanSchema = z.object({
  runId: z.string(),
  fence: z.int().min(1),
  mode: z.enum(failoverModes),
  force: z.boolean(),
  startedAt: z.string(),
  outageSince: z.string(),
  by: z.string(),
  reason: z.string(),
  acceptLossSeconds: z.int().min(0).exactOptional(),
}) satisfies z.ZodType<FailoverPlan>;

export const ShareSchema = z.literal(shares);
