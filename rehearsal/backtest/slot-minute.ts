import * as z from 'zod';
import type { SlotMinute } from '#domain/judge/minute.ts';

const count = z.number('a count of 0 or more').min(0, 'a count of 0 or more');
const seconds = z.number('seconds, or null').gt(0, 'seconds above 0, or null').nullable().default(null);

export const SlotMinuteSchema = z.object({
  requests: count,
  errors: count,
  slow: count,
  p50: seconds,
  p90: seconds,
  p99: seconds,
  metrics: z.record(z.string(), z.number()).exactOptional(),
}) satisfies z.ZodType<SlotMinute>;

/** The value, or one error that names the line and every field that is wrong in it. */
export function parsedLine<T extends z.ZodType>(schema: T, line: string, lineNumber: number): z.output<T> {
  const parsed = schema.safeParse(jsonOf(line, lineNumber));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `"${path.join('.')}": ${message}`);
  throw new Error(`Line ${lineNumber}: ${faults.join('; ')}.`);
}

function jsonOf(line: string, lineNumber: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`Line ${lineNumber} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
