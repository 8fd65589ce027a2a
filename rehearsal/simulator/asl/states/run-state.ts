import { evaluationError, StatesError } from '../errors.ts';
import { isTimestamp } from '../compile-state.ts';
import { evaluateWholeNumber, type Departure, type Visit } from '../visit.ts';
import type { ChoiceState, FailState, WaitState } from '../program.ts';
import type { Template } from '../expressions/template.ts';
import { runMap } from './map.ts';
import { runParallel } from './parallel.ts';
import { runTask } from './task.ts';

/** One attempt at a state. */
export function runState(visit: Visit): Promise<Departure> {
  const { state } = visit;
  switch (state.type) {
    case 'Task':
      return runTask(visit, state);
    case 'Choice':
      return choose(visit, state);
    case 'Wait':
      return wait(visit, state);
    case 'Parallel':
      return runParallel(visit, state);
    case 'Map':
      return runMap(visit, state);
    case 'Fail':
      return fail(visit, state);
    case 'Pass':
    case 'Succeed':
      return visit.depart(state, visit.position.input);
  }
}

async function choose(visit: Visit, state: ChoiceState): Promise<Departure> {
  for (const [index, rule] of state.rules.entries()) {
    const condition = await visit.evaluate(rule.condition);
    if (typeof condition !== 'boolean') {
      throw evaluationError(
        `The field 'Choices[${index}]/Condition' of state '${state.name}' must be true or false, not ${JSON.stringify(condition)}.`,
      );
    }
    if (condition) return visit.depart(rule, visit.position.input);
  }
  if (state.next !== undefined) return visit.depart(state, visit.position.input);
  throw new StatesError(
    'States.NoChoiceMatched',
    `No rule of the Choice '${state.name}' matched and it has no Default.`,
  );
}

async function wait(visit: Visit, state: WaitState): Promise<Departure> {
  const { clock } = visit.core;
  const seconds = state.seconds && (await evaluateWholeNumber(visit, state.seconds, 0, 'Seconds'));
  const until = seconds === undefined ? await timestampOf(visit, state) : clock.now() + 1000 * seconds;
  await visit.scope.pause((go) => clock.at(until, go));
  return visit.depart(state, visit.position.input);
}

async function timestampOf(visit: Visit, state: WaitState): Promise<number> {
  const text = state.timestamp ? await visit.evaluate(state.timestamp) : null;
  if (isTimestamp(text)) return Date.parse(text);
  throw evaluationError(
    `The field 'Timestamp' of state '${state.name}' must be an ISO 8601 time, not ${JSON.stringify(text)}.`,
  );
}

async function fail(visit: Visit, state: FailState): Promise<never> {
  const error = await textOf(visit, state.error, 'Error');
  throw new StatesError(error, state.cause && (await textOf(visit, state.cause, 'Cause')));
}

async function textOf(visit: Visit, template: Template, field: string): Promise<string> {
  const value = await visit.evaluate(template);
  if (typeof value === 'string') return value;
  throw evaluationError(
    `The field '${field}' of state '${visit.state.name}' must be a text, not ${JSON.stringify(value)}.`,
  );
}
