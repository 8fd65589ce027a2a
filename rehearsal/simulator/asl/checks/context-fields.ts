import { bodiesOf, type Body, type Program, type State } from '../program.ts';
import { expressionsOf } from '../expressions/template.ts';
import type { Finding } from './finding.ts';
import { evaluatedFields, type EvaluatedField } from './fields-of-state.ts';

const EXECUTION = ['Id', 'Input', 'Name', 'RedriveCount', 'RedriveTime', 'RoleArn', 'StartTime'];
const CONTEXT = new Set([
  ...EXECUTION.map((field) => `Execution.${field}`),
  'State.EnteredTime',
  'State.Name',
  'State.RetryCount',
  'StateMachine.Id',
  'StateMachine.Name',
]);

/** `$states` holds different fields at different moments. A missing field evaluates to undefined and fails the state. */
export function contextFaults(program: Program): Finding[] {
  return faultsIn(program.body, false);
}

function faultsIn(body: Body, insideMap: boolean): Finding[] {
  return [...body.states.values()].flatMap((state) => [
    ...evaluatedFields(state).flatMap((field) => faultsOf(state, field, insideMap)),
    ...bodiesOf(state).flatMap((inner) => faultsIn(inner, insideMap || state.type === 'Map')),
  ]);
}

function faultsOf(state: State, field: EvaluatedField, insideMap: boolean): Finding[] {
  return [...expressionsOf(field.template)].flatMap(({ place, expression }) =>
    [...expression.statesPaths]
      .filter((path) => !exists(path, state, field, insideMap))
      .map((path) => ({ state: state.name, place, problem: `there is no $states.${path} here` })),
  );
}

function exists(path: string, state: State, { moment, place }: EvaluatedField, insideMap: boolean): boolean {
  const [root, ...rest] = path.split('.');
  if (root === '' || root === 'input') return true;
  if (root === 'result') return moment === 'result';
  if (root === 'errorOutput') return moment === 'failure' && ['', 'Error', 'Cause'].includes(rest.join('.'));
  return root === 'context' && contextExists(rest, state, insideMap || place === 'ItemSelector');
}

function contextExists(path: readonly string[], state: State, hasItem: boolean): boolean {
  const [area, field] = path;
  if (area === undefined || (field === undefined && [...CONTEXT].some((known) => known.startsWith(`${area}.`)))) {
    return true;
  }
  if (area === 'Task') return state.type === 'Task' && state.resource.pattern === 'token' && field === 'Token';
  if (area === 'Map') return hasItem && field === 'Item' && ['Index', 'Value', undefined].includes(path[2]);
  return CONTEXT.has(`${area}.${field}`);
}
