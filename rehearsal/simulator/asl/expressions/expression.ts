import jsonata from 'jsonata';
import type { Bindings } from './bindings.ts';
import { directReading, inputsOf } from './direct.ts';
import { evaluationError } from '../errors.ts';
import { FUNCTIONS } from './functions.ts';
import type { Json } from '../json.ts';
import { referencesOf, type References } from './references.ts';
import { memoize } from './memoize.ts';

export interface CompiledExpression extends References {
  readonly source: string;
  /** Throws `States.QueryEvaluationError`, also where the result is undefined. `place` is the field, for the message. */
  evaluate(bindings: Bindings, place: string): Json | Promise<Json>;
}

/** Strings that are exactly `{% … %}` are expressions; every other string is itself. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

const compiled = new Map<string, CompiledExpression>();

/** Compiles once per source. Throws an ordinary error with the position where the source is not JSONata. */
export function compileExpression(source: string): CompiledExpression {
  let expression = compiled.get(source);
  if (!expression) {
    expression = compile(source);
    compiled.set(source, expression);
  }
  return expression;
}

function compile(source: string): CompiledExpression {
  const expression = parse(source);
  const ast = expression.ast();
  const references = referencesOf(ast);
  if (references.names.has('eval')) throw new Error('$eval is not supported by Step Functions');
  const names = [...references.names];
  const evaluate = async (bindings: Bindings, place: string): Promise<Json> => {
    let result: unknown;
    try {
      result = await expression.evaluate(undefined, bind(names, bindings));
    } catch (error) {
      throw evaluationError(`${subject(source, place)} threw an error during evaluation. ${message(error)}`);
    }
    if (result === undefined) throw evaluationError(`${subject(source, place)} returned nothing (undefined).`);
    return plain(result, () => subject(source, place));
  };
  const direct = directReading(ast);
  if (direct) {
    return { ...references, source, evaluate: (bindings, place) => direct(bindings) ?? evaluate(bindings, place) };
  }
  const inputs = inputsOf(ast, (name) => !FUNCTIONS.has(name));
  return { ...references, source, evaluate: inputs ? memoize(inputs, evaluate) : evaluate };
}

function parse(source: string): jsonata.Expression {
  try {
    return jsonata(source);
  } catch (error) {
    const { position } = error as { position?: number };
    throw new Error(`${message(error)}${position === undefined ? '' : ` (at ${position} of: ${source})`}`, {
      cause: error,
    });
  }
}

function bind(names: readonly string[], bindings: Bindings): Record<string, unknown> {
  const bound: Record<string, unknown> = {};
  for (const name of names) {
    const variable = name === 'states' ? bindings.states() : bindings.variable(name);
    // A workflow variable hides a function of the same name, as the innermost binding does in JSONata.
    const value = variable === undefined ? FUNCTIONS.get(name)?.(bindings) : variable;
    // A binding to undefined would hide JSONata's built-in function of this name.
    if (value !== undefined) bound[name] = value;
  }
  return bound;
}

function subject(source: string, place: string): string {
  return `The JSONata expression '${source}' specified for the field '${place}'`;
}

function message(error: unknown): string {
  const { code, message: text } = error as { code?: string; message?: string };
  return [code, text ?? String(error)].filter(Boolean).join(': ');
}

/** Copies a result into plain JSON: JSONata marks arrays with extra properties, and functions cannot be passed on. */
function plain(value: unknown, describe: () => string): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => plain(item ?? null, describe));
      if (!('_jsonata_function' in value || '_jsonata_lambda' in value)) return plainFields(value, describe);
      break;
    default:
  }
  throw evaluationError(`${describe()} returned an unsupported result type.`);
}

function plainFields(value: object, describe: () => string): Json {
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = plain(item, describe);
  return copy;
}
