import * as z from 'zod';
import { type HealthPolicy, needs } from '#domain/deployment/health-score.ts';

export const HealthPolicySchema = z.strictObject({
  endpoints: z.array(z.string().min(1)).min(1).readonly(),
  needs: z.partialRecord(z.enum(needs), z.string().min(1)).exactOptional(),
  timeoutSeconds: z.int().min(1),
  tries: z.int().min(1),
  minimumScore: z.number().min(0).max(1),
}) satisfies z.ZodType<HealthPolicy>;
