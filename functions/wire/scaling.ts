import * as z from 'zod';

export const scalingBy = ['steps', 'cpu', 'requests'] as const;

/** What the number of a slot's tasks follows. */
export type Scaling =
  | { readonly by: 'steps'; readonly ahead: boolean }
  /** Percent of the CPU, or requests of a task in a minute. */
  | { readonly by: 'cpu' | 'requests'; readonly target: number; readonly ahead: boolean };

const ahead = z.boolean();

export const ScalingSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('steps'), ahead }),
  z.strictObject({ by: z.enum(['cpu', 'requests']), target: z.int().min(1), ahead }),
]) satisfies z.ZodType<Scaling>;
