import * as z from 'zod';
import type { SlotMinute } from '#domain/judge/minute.ts';

const countAllowed = 'a count of 0 or more';
const secondsAllowed = 'seconds above 0, or nothing';
const count = z.number(countAllowed).min(0, countAllowed);
const seconds = z.number(secondsAllowed).gt(0, secondsAllowed).nullable().default(null);

export const SlotMinuteSchema = z.object({
  requests: count,
  errors: count,
  slow: count,
  p50: seconds,
  p90: seconds,
  p99: seconds,
  metrics: z.record(z.string(), z.number()).exactOptional(),
}) satisfies z.ZodType<SlotMinute>;

/** One line of a file, before it is checked. */
export interface Line {
  readonly line: number;
  readonly value: unknown;
}

/** The value, or one error that names the line and every field that is wrong in it. */
export function valueOrFaults<T extends z.ZodType>(schema: T, value: unknown, line: number): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `"${path.join('.')}": ${message}`);
  throw new Error(`Line ${line}: ${faults.join('; ')}.`);
}

export function jsonOf(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Line ${line} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
