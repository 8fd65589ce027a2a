import type { Bindings } from './bindings.ts';
import { compileExpression, expressionIn, type CompiledExpression } from './expression.ts';
import { isObject, type Json } from '../json.ts';

/** A JSON value of a definition whose strings may be expressions. */
export type Template =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: CompiledExpression; readonly place: string }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, Template])[] };

/** `complain` receives every expression that does not compile; such an expression evaluates to null. */
export type Complain = (place: string, problem: string) => void;

export function compileTemplate(value: unknown, place: string, complain: Complain): Template {
  if (typeof value === 'string') return compileText(value, place, complain);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplate(item, `${place}[${index}]`, complain));
    return items.every(isValue) ? { kind: 'value', value: value as Json } : { kind: 'list', items };
  }
  if (isObject(value)) {
    const fields = Object.entries(value).map(
      ([name, item]) => [name, compileTemplate(item, `${place}/${name}`, complain)] as const,
    );
    if (fields.every(([, field]) => isValue(field))) return { kind: 'value', value: value as Json };
    return { kind: 'object', fields };
  }
  return { kind: 'value', value: value as Json };
}

function compileText(text: string, place: string, complain: Complain): Template {
  const source = expressionIn(text);
  if (source === undefined) {
    if (text.includes('{%')) complain(place, 'is not an expression: the whole string must be {% … %}');
    return { kind: 'value', value: text };
  }
  try {
    return { kind: 'expression', expression: compileExpression(source), place };
  } catch (error) {
    complain(place, (error as Error).message);
    return { kind: 'value', value: null };
  }
}

function isValue(template: Template): template is Template & { kind: 'value' } {
  return template.kind === 'value';
}

/** Evaluates in source order, so that the draws of `$random` have a fixed order, too. */
export function evaluateTemplate(template: Template, bindings: Bindings): Json | Promise<Json> {
  switch (template.kind) {
    case 'value':
      return template.value;
    case 'expression':
      return template.expression.evaluate(bindings, template.place);
    case 'list':
      return evaluateItems(template.items, bindings);
    case 'object':
      return evaluateFields(template.fields, bindings);
  }
}

async function evaluateItems(items: readonly Template[], bindings: Bindings): Promise<Json> {
  const list: Json[] = [];
  for (const item of items) {
    const value = evaluateTemplate(item, bindings);
    list.push(value instanceof Promise ? await value : value);
  }
  return list;
}

async function evaluateFields(fields: readonly (readonly [string, Template])[], bindings: Bindings): Promise<Json> {
  const object: Record<string, Json> = {};
  for (const [name, field] of fields) {
    const value = evaluateTemplate(field, bindings);
    object[name] = value instanceof Promise ? await value : value;
  }
  return object;
}

/** Every expression of a template with its place. */
export function* expressionsOf(template: Template): Generator<{ place: string; expression: CompiledExpression }> {
  if (template.kind === 'expression') yield template;
  else if (template.kind === 'list') for (const item of template.items) yield* expressionsOf(item);
  else if (template.kind === 'object') for (const [, field] of template.fields) yield* expressionsOf(field);
}
