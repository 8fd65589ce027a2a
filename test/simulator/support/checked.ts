import { quickFaults } from '#rehearsal/simulator/asl/checks/check-definition.ts';
import { describeFault } from '#rehearsal/simulator/asl/compile.ts';
import type { Definition } from '#rehearsal/simulator/asl/program.ts';
import { machine } from './machines.ts';

const faultsOf = (definition: Definition): string[] =>
  quickFaults('shift', definition, { declaredErrors: ['NotYet'] }).map(describeFault);

/** A Task without a fault. */
export const sound = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: '${Act}', Payload: '{% $states.input %}' },
  TimeoutSeconds: 10,
  Retry: [{ ErrorEquals: ['NotYet', 'Lambda.TooManyRequestsException'] }],
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
  ...fields,
});
export const fail = { Type: 'Fail', Error: 'Failed' };
export const succeed = { Type: 'Succeed' };

export const checked = (states: Record<string, object>, fields: object = {}) =>
  faultsOf(machine(states, { TimeoutSeconds: 100, ...fields }));

/** One sound Task with some fields changed. */
export const withTask = (fields: object, more: Record<string, object> = {}) =>
  checked({ Act: sound({ Next: 'Done', ...fields }), Done: succeed, Failed: fail, ...more });

export const choice = (...targets: string[]) => ({
  Type: 'Choice',
  Choices: targets.slice(1).map((Next, index) => ({ Condition: `{% $states.input.n = ${index} %}`, Next })),
  Default: targets[0],
});
