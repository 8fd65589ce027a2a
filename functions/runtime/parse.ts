import type * as z from 'zod';

type Rejection = new (message: string) => Error;

/** Parses a value at a boundary. On failure, throws one error that lists every fault with its place. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
  Rejected: Rejection,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`);
  throw new Rejected(`${what}: ${faults.join('; ')}`);
}

const placeOf = (path: PropertyKey[]) => (path.length === 0 ? '(root)' : path.map(String).join('.'));
