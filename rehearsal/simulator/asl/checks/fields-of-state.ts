import { catchersOf, type Assignments, type State } from '../program.ts';
import type { Template } from '../expressions/template.ts';

/** When a field is evaluated. It decides which fields of `$states` exist. */
export type Moment = 'before' | 'result' | 'failure';

export interface EvaluatedField {
  readonly place: string;
  readonly template: Template;
  readonly moment: Moment;
}

/** Every field of a state that may hold expressions. */
export function evaluatedFields(state: State): EvaluatedField[] {
  const after: Moment =
    state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map' ? 'result' : 'before';
  return [
    ...fields('before', ownFields(state)),
    ...leaving('', after, state),
    ...(state.type === 'Choice' ? state.rules : []).flatMap((rule, index) => [
      { place: `Choices[${index}]/Condition`, template: rule.condition, moment: 'before' as const },
      ...leaving(`Choices[${index}]/`, 'before', rule),
    ]),
    ...catchersOf(state).flatMap((catcher, index) => leaving(`Catch[${index}]/`, 'failure', catcher)),
  ];
}

function ownFields(state: State): Record<string, Template | undefined> {
  switch (state.type) {
    case 'Task': {
      const { arguments: Arguments, timeoutSeconds: TimeoutSeconds, heartbeatSeconds: HeartbeatSeconds } = state;
      return { Arguments, TimeoutSeconds, HeartbeatSeconds };
    }
    case 'Parallel':
      return { Arguments: state.arguments };
    case 'Map':
      return { Items: state.items, ItemSelector: state.itemSelector, MaxConcurrency: state.maxConcurrency };
    case 'Wait':
      return { Seconds: state.seconds, Timestamp: state.timestamp };
    case 'Fail':
      return { Error: state.error, Cause: state.cause };
    default:
      return {};
  }
}

function fields(moment: Moment, templates: Record<string, Template | undefined>): EvaluatedField[] {
  return Object.entries(templates).flatMap(([place, template]) => (template ? [{ place, template, moment }] : []));
}

function leaving(
  prefix: string,
  moment: Moment,
  way: { readonly assign: Assignments; readonly output: Template | undefined },
): EvaluatedField[] {
  return [
    ...way.assign.map(([variable, template]) => ({ place: `${prefix}Assign/${variable}`, template, moment })),
    ...(way.output ? [{ place: `${prefix}Output`, template: way.output, moment }] : []),
  ];
}
