import * as z from 'zod';
import type { Errand, Errands } from '#domain/errand.ts';

/** An errand ends within this time, or is given up: whoever waits for it holds the service's lock. */
export const longestErrandSeconds = 900;

const timeoutSeconds = z.int().min(1).max(longestErrandSeconds);

export const FunctionNameSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const CommandSchema = z.array(z.string().min(1)).min(1).readonly();

export const ErrandSchema = z.union([
  z.strictObject({ timeoutSeconds, function: FunctionNameSchema }),
  z.strictObject({ timeoutSeconds, command: CommandSchema }),
]) satisfies z.ZodType<Errand>;

export const ErrandsSchema = z.strictObject({
  smokeTest: ErrandSchema.exactOptional(),
  onRollback: ErrandSchema.exactOptional(),
}) satisfies z.ZodType<Errands>;
