import { isObject } from '../json.ts';

/** What an expression reads from outside itself. */
export interface References {
  /** Variables and functions, without the dollar sign. */
  readonly names: ReadonlySet<string>;
  /** Paths below `$states`, such as `input.service`; a bare `$states` is the empty path. */
  readonly statesPaths: ReadonlySet<string>;
}

interface Collected {
  readonly names: Set<string>;
  readonly statesPaths: Set<string>;
}

type Node = Record<string, unknown>;

/** Reads an expression's syntax tree; names that the expression itself binds are its own. */
export function referencesOf(ast: unknown): References {
  const found: Collected = { names: new Set(), statesPaths: new Set() };
  walk(ast, new Set(), found);
  return found;
}

function walk(node: unknown, bound: Set<string>, found: Collected): void {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, bound, found);
    return;
  }
  if (!isObject(node)) return;
  const visit = VISITS[String(node['type'])];
  if (visit) visit(node, bound, found);
  else walkFields(node, bound, found);
}

function walkFields(node: Node, bound: Set<string>, found: Collected, except: readonly string[] = []): void {
  for (const [field, child] of Object.entries(node)) if (!except.includes(field)) walk(child, bound, found);
}

type Visit = (node: Node, bound: Set<string>, found: Collected) => void;

const VISITS: Readonly<Record<string, Visit>> = {
  variable(node, bound, found) {
    const name = String(node['value']);
    if (name !== '' && name !== '$' && !bound.has(name)) {
      found.names.add(name);
      if (name === 'states') found.statesPaths.add('');
    }
    walkFields(node, bound, found);
  },
  /** `$x := …`: known from here on; a function may call itself. */
  bind(node, bound, found) {
    const name = String((node['lhs'] as Node)['value']);
    const isFunction = (node['rhs'] as Node)['type'] === 'lambda';
    if (isFunction) bound.add(name);
    walk(node['rhs'], bound, found);
    bound.add(name);
  },
  block(node, bound, found) {
    walkFields(node, new Set(bound), found);
  },
  lambda(node, bound, found) {
    const parameters = (node['arguments'] as Node[]).map((parameter) => String(parameter['value']));
    walk(node['body'], new Set([...bound, ...parameters]), found);
  },
  /** `a@$x#$i.b`: a step may name its item and its index for the steps after it. */
  path(node, bound, found) {
    const inner = new Set(bound);
    const steps = node['steps'] as Node[];
    for (const step of steps) {
      if (step === steps[0] && isStates(step, bound)) {
        collectStatesPath(steps, found);
        walkFields(step, inner, found);
      } else walk(step, inner, found);
      for (const name of [step['focus'], step['index']]) if (typeof name === 'string') inner.add(name);
    }
    walkFields(node, inner, found, ['steps']);
  },
};

function isStates(step: Node, bound: ReadonlySet<string>): boolean {
  return step['type'] === 'variable' && step['value'] === 'states' && !bound.has('states');
}

function collectStatesPath(steps: readonly Node[], found: Collected): void {
  const end = steps.findIndex((step, index) => index > 0 && step['type'] !== 'name');
  const names = steps.slice(1, end === -1 ? undefined : end).map((step) => String(step['value']));
  found.names.add('states');
  found.statesPaths.add(names.join('.'));
}
