import { makeCall } from '../call.ts';
import { StatesError } from '../errors.ts';
import { evaluateWholeNumber, type Departure, type Visit } from '../visit.ts';
import { exceedsPayloadLimit, type Json } from '../json.ts';
import type { TaskState } from '../program.ts';
import { taskEvents, type TaskEvents } from './task-events.ts';

interface Limits {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

export async function runTask(visit: Visit, state: TaskState): Promise<Departure> {
  const taskToken = state.resource.pattern === 'token' ? visit.run.random.uuid() : undefined;
  const request = state.arguments ? await visit.evaluate(state.arguments, { taskToken }) : visit.position.input;
  const limits = {
    timeout: await seconds(visit, state, 'timeoutSeconds', 'TimeoutSeconds'),
    heartbeat: await seconds(visit, state, 'heartbeatSeconds', 'HeartbeatSeconds'),
  };
  const requestText = JSON.stringify(request);
  if (exceedsPayloadLimit(requestText)) throw tooLarge(state, 'a request');
  const events = taskEvents(visit, state);
  events.scheduled(requestText, limits.timeout, limits.heartbeat);
  events.started();
  const result = await perform(visit, state, { request, taskToken, limits, events });
  return visit.depart(state, result, { result, taskToken });
}

interface Task {
  readonly request: Json;
  readonly taskToken: string | undefined;
  readonly limits: Limits;
  readonly events: TaskEvents;
}

/** Waits for the first of: the answer, a token's answer, the timeout, a missed heartbeat, a cancellation. */
function perform(visit: Visit, state: TaskState, task: Task): Promise<Json> {
  const { core, scope } = visit;
  const { request, taskToken, events } = task;
  return scope.wait<Json>(({ succeed, fail, onEnd }) => {
    let open = true;
    const stops: (() => void)[] = [];
    const finish = (act: () => void) => {
      if (!open) return;
      open = false;
      act();
    };
    const succeeded = (result: Json) => finish(() => settle(state, events, result, succeed, fail));
    const failed = (failure: StatesError) =>
      finish(() => {
        events.failed(failure);
        fail(failure);
      });
    const timedOut = (alias?: string) => () =>
      finish(() => {
        events.timedOut();
        fail(new StatesError('States.Timeout', undefined, alias));
      });
    const timers = startTimers(visit, task.limits, timedOut(), timedOut('States.HeartbeatTimeout'));
    if (taskToken !== undefined) core.tokens.open(taskToken, { succeed: succeeded, fail: failed, beat: timers.beat });
    const onAbandoned = (stop: () => void) => stops.push(stop);
    onEnd((end) => {
      open = false;
      timers.stop();
      if (taskToken !== undefined) core.tokens.close(taskToken);
      if (end === 'cancelled') for (const stop of stops) stop();
    });
    makeCall(visit, state, { request, taskToken, onAbandoned }).then((result) => {
      if (taskToken === undefined) succeeded(result);
      else if (open) events.submitted(JSON.stringify(result));
    }, failed);
  });
}

function settle(
  state: TaskState,
  events: TaskEvents,
  result: Json,
  succeed: (result: Json) => void,
  fail: (failure: StatesError) => void,
): void {
  const text = JSON.stringify(result);
  if (!exceedsPayloadLimit(text)) {
    events.succeeded(text);
    succeed(result);
    return;
  }
  const failure = tooLarge(state, 'a result');
  events.failed(failure);
  fail(failure);
}

function startTimers(visit: Visit, limits: Limits, timedOut: () => void, silent: () => void) {
  const { clock } = visit.core;
  const none = () => {};
  const stopTimeout = limits.timeout === undefined ? none : clock.after(limits.timeout, timedOut);
  const expectBeat = () => (limits.heartbeat === undefined ? none : clock.after(limits.heartbeat, silent));
  let stopHeartbeat = expectBeat();
  return {
    beat: () => {
      stopHeartbeat();
      stopHeartbeat = expectBeat();
    },
    stop: () => {
      stopTimeout();
      stopHeartbeat();
    },
  };
}

async function seconds(
  visit: Visit,
  state: TaskState,
  key: 'timeoutSeconds' | 'heartbeatSeconds',
  field: string,
): Promise<number | undefined> {
  const template = state[key];
  return template && evaluateWholeNumber(visit, template, 1, field);
}

function tooLarge(state: TaskState, what: string): StatesError {
  const subject = state.resource.kind === 'function' ? state.resource.arn : state.resource.resourceType;
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${subject}' returned ${what} with a size exceeding the maximum number of bytes service limit.`,
  );
}
