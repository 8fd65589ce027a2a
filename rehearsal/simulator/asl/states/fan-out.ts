import type { Visit } from '../visit.ts';
import type { Json } from '../json.ts';
import type { StatesError } from '../errors.ts';
import type { InnerRun, Scope } from '../scope.ts';

/** How the runs inside a state appear in the history. */
export interface FanOutEvents {
  started(inner: InnerRun): void;
  succeeded(inner: InnerRun): void;
  failed(inner: InnerRun): void;
  aborted(inner: InnerRun): void;
}

/** States that leave a mark when they are cut off. */
const MARKED = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/**
 * Runs what is not done yet, at most `limit` at a time, and returns all outputs in order. The first failure cancels
 * everything else at once and is thrown.
 */
export function runInner(visit: Visit, inner: InnerRun[], limit: number, events: FanOutEvents): Promise<Json[]> {
  const { scope } = visit;
  return scope.wait<Json[]>(({ succeed, fail, onEnd }) => {
    const startNext = () => {
      const running = inner.filter(({ status }) => status === 'running').length;
      const waiting = inner.filter(({ status }) => status === 'waiting');
      for (const next of waiting.slice(0, Math.max(0, limit - running))) start(next);
      if (!inner.every(({ status }) => status === 'succeeded')) return;
      visit.record(`${visit.state.type}StateSucceeded`, {});
      succeed(inner.map(({ output }) => output));
    };
    const start = (one: InnerRun) => {
      one.status = 'running';
      one.scope.revive();
      events.started(one);
      visit.runInside(one.scope).then((output) => {
        one.status = 'succeeded';
        one.output = output;
        events.succeeded(one);
        scope.lastEventId = one.scope.lastEventId;
        startNext();
      }, collapse(one));
    };
    const collapse = (one: InnerRun) => (failure: StatesError) => {
      const running = inner.filter(({ status }) => status === 'running');
      events.failed(one);
      scope.lastEventId = one.scope.lastEventId;
      markAborted(visit, one);
      for (const other of running.filter((candidate) => candidate !== one)) {
        other.scope.cancel();
        other.status = 'ended';
        events.aborted(other);
        markAborted(visit, other);
      }
      one.status = 'ended';
      visit.record(`${visit.state.type}StateFailed`, {});
      fail(failure);
    };
    onEnd(() => {
      for (const one of inner) {
        if (one.status !== 'running') continue;
        one.scope.cancel();
        one.status = 'ended';
      }
    });
    startNext();
  });
}

/** AWS lists the states cut off inside, the failed one included. */
function markAborted(visit: Visit, inner: InnerRun): void {
  const { type } = inner.scope.state;
  if (MARKED.has(type)) visit.core.record(visit.run, inner.scope, `${type}StateAborted`, {});
}

/** After a redrive: runs that had not succeeded continue from their position. */
export function reopen(scope: Scope, inner: InnerRun[]): InnerRun[] {
  for (const one of inner) {
    if (one.status === 'succeeded') continue;
    one.status = 'waiting';
    one.scope.lastEventId = scope.lastEventId;
  }
  return inner;
}
