import { evaluationError } from '../errors.ts';
import { evaluateWholeNumber, type Departure, type Visit } from '../visit.ts';
import type { Json } from '../json.ts';
import type { MapState } from '../program.ts';
import { positionAt, Scope, type InnerRun, type MapItem } from '../scope.ts';
import { reopen, runInner, type FanOutEvents } from './fan-out.ts';

/** An inline Map runs at most this many iterations at a time, whatever it requests. */
const INLINE_CONCURRENCY = 40;

export async function runMap(visit: Visit, state: MapState): Promise<Departure> {
  const { position } = visit;
  const wanted = state.maxConcurrency ? await evaluateWholeNumber(visit, state.maxConcurrency, 0, 'MaxConcurrency') : 0;
  position.inner = position.inner ? reopen(visit.scope, position.inner) : await iterations(visit, state);
  const limit = wanted === 0 ? INLINE_CONCURRENCY : Math.min(wanted, INLINE_CONCURRENCY);
  const result = await runInner(visit, position.inner, limit, iterationEvents(visit, state));
  return visit.depart(state, result, { result });
}

async function iterations(visit: Visit, state: MapState): Promise<InnerRun[]> {
  const items = state.items ? await visit.evaluate(state.items) : visit.position.input;
  if (!Array.isArray(items)) {
    throw evaluationError(`The field 'Items' of state '${state.name}' must be a list, not ${JSON.stringify(items)}.`);
  }
  const prepared: { readonly item: MapItem; readonly input: Json }[] = [];
  for (const [Index, Value] of items.entries()) {
    const item = { Index, Value };
    prepared.push({ item, input: state.itemSelector ? await visit.evaluate(state.itemSelector, { item }) : Value });
  }
  visit.record('MapStateStarted', { length: items.length });
  const { processor } = state;
  return prepared.map(({ item, input }) => {
    const position = positionAt(processor.startAt, input, JSON.stringify(input));
    return { scope: new Scope(processor, position, visit.scope, item), status: 'waiting', output: null };
  });
}

function iterationEvents(visit: Visit, state: MapState): FanOutEvents {
  const mark = (type: string) => (inner: InnerRun) => {
    visit.core.record(visit.run, inner.scope, type, { name: state.name, index: inner.scope.item?.Index });
  };
  return {
    started: mark('MapIterationStarted'),
    succeeded: mark('MapIterationSucceeded'),
    failed: mark('MapIterationFailed'),
    aborted: mark('MapIterationAborted'),
  };
}
