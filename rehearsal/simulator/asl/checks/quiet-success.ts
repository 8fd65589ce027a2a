import { stateNamed, type Catcher, type Program, type State } from '../program.ts';
import type { Finding } from './finding.ts';
import { reachable } from './graph.ts';

const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/**
 * An execution that only a failure can lead to its end must not end in success: a person who watches executions would
 * think that all is well. A wait for a token that times out without an answer is a way to wait, and no failure.
 */
export function quietSuccessFaults(program: Program): Finding[] {
  const { body } = program;
  const withoutFailure = reachable(body, ({ catcher }, from) => !catcher || isExpected(catcher, from));
  return [...reachable(body)]
    .filter((name) => !withoutFailure.has(name) && endsInSuccess(stateNamed(body, name)))
    .map((state) => ({
      state,
      place: '',
      problem: 'is reached only through Catch, yet ends the execution in success: end in a Fail state',
    }));
}

function isExpected(catcher: Catcher, from: State): boolean {
  const waits = from.type === 'Task' && from.resource.pattern === 'token';
  return waits && catcher.errorEquals.every((name) => TIMEOUTS.has(name));
}

function endsInSuccess(state: State): boolean {
  return state.next === undefined && state.type !== 'Fail' && state.type !== 'Choice';
}
