import type { EventPattern, Matcher, PatternFields, TriggerInput } from '#wire/triggers.ts';

/** As EventBridge evaluates a pattern: each field that it names has to match one of its values. */
export function matches(pattern: EventPattern, event: object): boolean {
  return fieldsMatch(pattern as unknown as PatternFields, event);
}

function fieldsMatch(fields: PatternFields, found: unknown): boolean {
  return Object.entries(fields).every(([field, wanted]) => {
    const value = valueIn(found, field);
    return isMatchers(wanted) ? wanted.some((matcher) => valueMatches(matcher, value)) : fieldsMatch(wanted, value);
  });
}

const isMatchers = (wanted: readonly Matcher[] | PatternFields): wanted is readonly Matcher[] => Array.isArray(wanted);

function valueMatches(matcher: Matcher, value: unknown): boolean {
  if (typeof matcher === 'string') return value === matcher;
  if (typeof value !== 'string') return false;
  if ('prefix' in matcher) return value.startsWith(matcher.prefix);
  if ('suffix' in matcher) return value.endsWith(matcher.suffix);
  throw new Error(`The simulator does not know the matcher ${JSON.stringify(matcher)} of an event pattern.`);
}

/** What a rule passes to its target in place of the event. */
export function filled(input: TriggerInput, event: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([field, value]) => [
      field,
      typeof value !== 'string' ? filled(value, event) : value.startsWith('$.') ? at(value.slice(2), event) : value,
    ]),
  );
}

const at = (path: string, event: object): unknown => path.split('.').reduce<unknown>(valueIn, event);

const valueIn = (found: unknown, field: string): unknown =>
  typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[field] : undefined;
