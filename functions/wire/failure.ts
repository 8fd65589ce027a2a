import * as z from 'zod';

/** `$states.errorOutput` as Step Functions gives it. */
export const FailureSchema = z.object({ Error: z.string(), Cause: z.string().default('') });
