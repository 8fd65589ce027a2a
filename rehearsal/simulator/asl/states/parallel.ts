import type { Departure, Visit } from '../visit.ts';
import type { ParallelState } from '../program.ts';
import { positionAt, Scope, type InnerRun } from '../scope.ts';
import { reopen, runInner, type FanOutEvents } from './fan-out.ts';

/** Branches leave no events in the history. */
const SILENT: FanOutEvents = { started() {}, succeeded() {}, failed() {}, aborted() {} };

export async function runParallel(visit: Visit, state: ParallelState): Promise<Departure> {
  const { scope, position } = visit;
  if (position.inner) reopen(scope, position.inner);
  else {
    const input = state.arguments ? await visit.evaluate(state.arguments) : position.input;
    const inputText = JSON.stringify(input);
    visit.record('ParallelStateStarted', {});
    position.inner = state.branches.map((body): InnerRun => {
      return {
        scope: new Scope(body, positionAt(body.startAt, input, inputText), scope),
        status: 'waiting',
        output: null,
      };
    });
  }
  const result = await runInner(visit, position.inner, Number.POSITIVE_INFINITY, SILENT);
  return visit.depart(state, result, { result });
}
