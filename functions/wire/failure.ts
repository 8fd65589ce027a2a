import * as z from 'zod';
import type { Failure } from '#domain/failure.ts';

/** `$states.errorOutput` as Step Functions gives it. */
export const FailureSchema = z.object({
  Error: z.string(),
  Cause: z.string().default(''),
}) satisfies z.ZodType<Failure>;
