import type { z } from 'zod';
import { closestName } from './closest-name.ts';
import type { Fault } from './fault.ts';
import { serviceKeys } from '#config/schema/input-schema.ts';
import { placeOf, valueAt, type Path } from './path.ts';
import { showValue } from './show-value.ts';

type Issue = z.core.$ZodIssue;

/** A fault, and the places that later checks cannot rely on because of it. */
export interface ShapeFault {
  readonly fault: Fault;
  readonly path: Path;
  /** The field that was probably meant by a mistyped key. */
  readonly meant?: Path;
}

/** The faults that the schema found, at most one for each place. */
export function faultsOfShape(input: unknown, issues: readonly Issue[]): readonly ShapeFault[] {
  const faults = issues.flatMap((issue) => shapeFaults(input, issue, []));
  const seen = new Set<string>();
  return faults.filter(({ fault: { place } }) => !seen.has(place) && seen.add(place));
}

function shapeFaults(input: unknown, issue: Issue, above: Path): readonly ShapeFault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    return likelyBranch(issue.errors).flatMap((inner) => shapeFaults(input, inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(input, [...path, key], issue.message.split(', ')));
  }
  return [{ path, fault: faultOf(input, issue, path) }];
}

/** The branch of the union that accepts the given kind of value (text or object), or the first one. */
const likelyBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.find((issues) => !issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys')) ??
  branches[0] ??
  [];

function unknownKey(input: unknown, path: Path, known: readonly string[]): ShapeFault {
  const key = String(path.at(-1));
  const meant = closestName(key, known);
  const remedy = sameEverywhere(path, key) ?? (meant === undefined ? undefined : `did you mean ${meant}?`);
  return {
    path,
    ...(meant === undefined ? {} : { meant: [...path.slice(0, -1), meant] }),
    fault: {
      place: placeOf(path),
      value: showValue(valueAt(input, path), key),
      problem: 'unknown field',
      allowed: known.join(', '),
      ...(remedy === undefined ? {} : { remedy }),
    },
  };
}

/** The remedy if the key is a field of a service that an environment may not override. */
function sameEverywhere(path: Path, key: string): string | undefined {
  const [root, , services, service] = path;
  const overrides = path.length === 5 && root === 'environments' && services === 'services';
  if (!overrides || !serviceKeys.includes(key)) return undefined;
  return `${key} is the same in every environment; set ${placeOf(['services', String(service), key])}`;
}

function faultOf(input: unknown, issue: Issue, path: Path): Fault {
  const value = valueAt(input, path);
  const { problem, remedy } = explain(issue, value);
  // For an invalid key, the message shows the key instead of its value.
  const shown = issue.code === 'invalid_key' ? path.at(-1) : value;
  return {
    place: placeOf(path),
    value: holdsReference(path) && typeof shown === 'string' ? '(not shown)' : showValue(shown, String(path.at(-1))),
    problem,
    allowed: (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ?? issue.message,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** These places should hold a reference, but may hold the secret itself. */
const holdsReference = (path: Path) => path.at(-2) === 'secrets' || path.at(-2) === 'notify' || path.at(-2) === 'slack';

interface Explanation {
  readonly problem: string;
  readonly remedy?: string | undefined;
}

function explain(issue: Issue, value: unknown): Explanation {
  if (value === undefined) return { problem: 'it is required' };
  switch (issue.code) {
    case 'invalid_type':
      return { problem: `wrong type: ${kindOf(value)}` };
    case 'too_small':
      return { problem: 'below the minimum' };
    case 'too_big':
      return { problem: 'above the maximum' };
    case 'invalid_format':
      return { problem: 'wrong format' };
    case 'invalid_key':
      return { problem: 'not a valid name' };
    case 'invalid_value':
      return { problem: 'not one of the allowed values', remedy: suggestion(value, issue.values) };
    case 'custom':
      return { problem: 'not allowed', ...(issue.params as Partial<Explanation> | undefined) };
    default:
      return { problem: 'not allowed' };
  }
}

function suggestion(value: unknown, choices: readonly unknown[]): string | undefined {
  const names = choices.filter((choice) => typeof choice === 'string');
  const meant = typeof value === 'string' ? closestName(value, names) : undefined;
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a number that is not whole';
  return Array.isArray(value)
    ? 'a list'
    : ({ string: 'text', object: 'an object' }[typeof value as string] ?? `a ${typeof value}`);
}
