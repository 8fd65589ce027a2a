import { catchersOf, retriersOf, type Program } from '../program.ts';
import type { Finding } from './finding.ts';
import { allStates } from './graph.ts';

/** Names of Step Functions' own that a JSONata machine with inline Maps can match. */
const STATES_ERRORS = new Set([
  'States.ALL',
  'States.DataLimitExceeded',
  'States.HeartbeatTimeout',
  'States.NoChoiceMatched',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.TaskFailed',
  'States.Timeout',
]);

/** `Service.Name`: what integrations, Lambda and its runtimes report. */
const SERVICE_ERROR = /^[A-Z][A-Za-z0-9]*\.[A-Z][A-Za-z0-9]*$/;

/** A misspelled error name matches nothing, and no other check finds it. */
export function errorNameFaults(program: Program, declared: ReadonlySet<string>): Finding[] {
  return [...allStates(program)].flatMap((state) =>
    [...retriersOf(state), ...catchersOf(state)]
      .flatMap(({ errorEquals }) => errorEquals)
      .flatMap((name) => {
        const problem = whyUnknown(name, declared);
        return problem ? [{ state: state.name, place: 'ErrorEquals', problem: `${name} ${problem}` }] : [];
      }),
  );
}

function whyUnknown(name: string, declared: ReadonlySet<string>): string | undefined {
  if (name === 'States.Runtime') return 'can be neither retried nor caught';
  if (name.startsWith('States.')) return STATES_ERRORS.has(name) ? undefined : 'is not an error of Step Functions';
  return declared.has(name) || SERVICE_ERROR.test(name) ? undefined : "is neither declared nor one of AWS's names";
}
