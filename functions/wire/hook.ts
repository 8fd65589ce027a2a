import * as z from 'zod';
import type { Hook, Hooks } from '#domain/deployment/hook.ts';

/** A hook that runs longer is stopped: the execution that waits for it holds the service's lock. */
export const longestHookSeconds = 900;

const timeoutSeconds = z.int().min(1).max(longestHookSeconds);

export const FunctionNameSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const CommandSchema = z.array(z.string().min(1)).min(1).readonly();

export const HookSchema = z.union([
  z.strictObject({ timeoutSeconds, function: FunctionNameSchema }),
  z.strictObject({ timeoutSeconds, command: CommandSchema }),
]) satisfies z.ZodType<Hook>;

export const HooksSchema = z.strictObject({
  smokeTest: HookSchema.exactOptional(),
  onRollback: HookSchema.exactOptional(),
}) satisfies z.ZodType<Hooks>;
