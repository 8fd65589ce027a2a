import type { Bindings } from './bindings.ts';
import { isObject, type Json } from '../json.ts';

/** Reads without the implementation; undefined where only the implementation can compute the result. */
export type DirectReading = (bindings: Bindings) => Json | undefined;

/** `$plan` and `$plan.target.service`: most of what definitions read, and the same in any implementation. */
export function directReading(ast: unknown): DirectReading | undefined {
  const [first, ...fields] = stepsOf(ast);
  if (!isPlain(first, 'variable') || !fields.every((field) => isPlain(field, 'name'))) return undefined;
  const [root = '', ...names] = [first, ...fields].map(({ value }) => value);
  if (root === '' || root === '$') return undefined;
  if (root !== 'states') return (bindings) => below(bindings.variable(root), names);
  const [part, ...rest] = names;
  return part === undefined ? undefined : (bindings) => below(bindings.ofStates(part), rest);
}

/**
 * Everything that an expression reads from outside itself, where it reads only such paths and its result depends
 * on nothing else: `$index + 1 < $last`. Excludes what it binds itself and what it computes for each item.
 */
export function inputsOf(ast: unknown, isPure: (functionName: string) => boolean): DirectReading[] | undefined {
  const found: DirectReading[] = [];
  return collect(ast, found, isPure) ? found : undefined;
}

function collect(node: unknown, found: DirectReading[], isPure: (functionName: string) => boolean): boolean {
  if (Array.isArray(node)) return node.every((item) => collect(item, found, isPure));
  if (!isObject(node)) return true;
  const reading = directReading(node);
  if (reading) return found.push(reading) > 0;
  if (['variable', 'bind', 'lambda', 'partial', 'apply', 'transform'].includes(String(node['type']))) return false;
  const { procedure, ...rest } = node;
  if (procedure !== undefined && !(isPlain(procedure, 'variable') && isPure(procedure.value))) return false;
  return Object.values(rest).every((child) => collect(child, found, isPure));
}

function below(root: unknown, names: readonly string[]): Json | undefined {
  let value = root;
  for (const name of names) {
    // In lists a path means every item.
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value as Json | undefined;
}

const stepsOf = (ast: unknown): readonly unknown[] =>
  isObject(ast) && ast['type'] === 'path' && isOnly(ast, ['type', 'steps']) ? (ast['steps'] as unknown[]) : [ast];

/** Without predicates, stages or anything else that changes what a step means. */
const isPlain = (step: unknown, type: string): step is { readonly value: string } =>
  isObject(step) && step['type'] === type && isOnly(step, ['type', 'value', 'position']);

const isOnly = (node: object, fields: readonly string[]): boolean =>
  Object.keys(node).every((field) => fields.includes(field));
