import { isBuiltin } from '../expressions/builtins.ts';
import { FUNCTIONS } from '../expressions/functions.ts';
import { bodiesOf, stateNamed, type Body, type Program, type State } from '../program.ts';
import { expressionsOf } from '../expressions/template.ts';
import type { Finding } from './finding.ts';
import { evaluatedFields } from './fields-of-state.ts';
import { edgesOf, type Edge } from './graph.ts';

/** Every variable that an expression reads must have been assigned on every way that leads to it. */
export function variableFaults(program: Program): Finding[] {
  return faultsIn(program.body, new Set());
}

/** `outer`: what is known to be assigned where the body starts. */
function faultsIn(body: Body, outer: ReadonlySet<string>): Finding[] {
  const known = assignedOnEntry(body, outer);
  return [...body.states.values()].flatMap((state) => {
    const assigned = known.get(state.name);
    if (!assigned) return []; // Unreachable: another check says so.
    return [...faultsOf(body, state, assigned), ...bodiesOf(state).flatMap((inner) => faultsIn(inner, assigned))];
  });
}

/**
 * For every reachable state, the variables assigned on all ways to it. Ways meet by intersection; sets only shrink, so
 * a loop that runs until nothing changes ends.
 */
function assignedOnEntry(body: Body, outer: ReadonlySet<string>): Map<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[body.startAt, outer]]);
  const open = [body.startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const before = known.get(name) ?? outer;
    for (const edge of edgesOf(stateNamed(body, name))) {
      const arriving = new Set([...before, ...edge.assign.map(([variable]) => variable)]);
      const present = known.get(edge.to);
      const met = present ? new Set([...present].filter((variable) => arriving.has(variable))) : arriving;
      if (present?.size === met.size) continue;
      known.set(edge.to, met);
      open.push(edge.to);
    }
  }
  return known;
}

function faultsOf(body: Body, state: State, assigned: ReadonlySet<string>): Finding[] {
  const faults: Finding[] = [];
  for (const { template } of evaluatedFields(state)) {
    for (const { place, expression } of expressionsOf(template)) {
      for (const name of expression.names) {
        if (assigned.has(name) || name === 'states' || FUNCTIONS.has(name) || isBuiltin(name)) continue;
        faults.push({ state: state.name, place, problem: `$${name} ${whyUnassigned(body, state.name, name)}` });
      }
    }
  }
  return faults;
}

function whyUnassigned(body: Body, target: string, variable: string): string {
  const assigns = (edge: Edge) => edge.assign.some(([name]) => name === variable);
  const somewhere = [...body.states.values()].some((state) => edgesOf(state).some(assigns));
  if (!somewhere) return 'is neither a function nor assigned before';
  return `is not assigned on every way here, for example not on ${wayWithout(body, target, assigns).join(' → ')}`;
}

/** The shortest way from the start to a state along edges that `avoid` does not match. */
function wayWithout(body: Body, target: string, avoid: (edge: Edge) => boolean): string[] {
  const cameFrom = new Map<string, string | undefined>([[body.startAt, undefined]]);
  for (const [name] of cameFrom) {
    if (name === target) break;
    for (const edge of edgesOf(stateNamed(body, name))) {
      if (!avoid(edge) && !cameFrom.has(edge.to)) cameFrom.set(edge.to, name);
    }
  }
  const way: string[] = [];
  for (let name: string | undefined = target; name !== undefined; name = cameFrom.get(name)) way.unshift(name);
  return way;
}
