import { StatesError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { CallContext, CallOutcome } from './hooks.ts';
import type { Visit } from './visit.ts';
import { isObject, throughJson, type Json } from './json.ts';
import type { TaskState } from './program.ts';
import { functionName, machineName } from './resource.ts';

export interface CallOptions {
  readonly request: Json;
  readonly taskToken: string | undefined;
  readonly onAbandoned: (stop: () => void) => void;
}

/** Makes a task's call, with the hooks before and after it; throws a `StatesError` where it fails. */
export async function makeCall(visit: Visit, state: TaskState, options: CallOptions): Promise<Json> {
  const { hooks } = visit.core;
  const call = contextOf(visit, state, options);
  try {
    if (hooks.beforeCall) await hooks.beforeCall(call);
    if (!hooks.afterCall) return await answer(visit, state, call);
    const outcome = await outcomeOf(answer(visit, state, call));
    await hooks.afterCall(call, outcome);
    if ('failure' in outcome) throw outcome.failure;
    return outcome.result;
  } catch (error) {
    throw asStatesError(error, state);
  }
}

function contextOf(visit: Visit, state: TaskState, options: CallOptions): CallContext {
  const { kind, arn } = state.resource;
  const reference = kind === 'function' ? arn : fieldOf(options.request, 'FunctionName');
  return {
    number: visit.core.nextCallNumber(),
    executionArn: visit.run.arn,
    machine: visit.run.machine,
    state: state.name,
    resource: arn,
    functionName: typeof reference === 'string' ? functionName(reference) : undefined,
    request: options.request,
    retryCount: visit.retryCount,
    taskToken: options.taskToken,
    onAbandoned: options.onAbandoned,
  };
}

async function outcomeOf(answer: Promise<Json>): Promise<CallOutcome> {
  try {
    return { result: await answer };
  } catch (error) {
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function answer(visit: Visit, state: TaskState, call: CallContext): Promise<Json> {
  const { core } = visit;
  switch (state.resource.kind) {
    case 'function':
      return callFunction(visit, call, call.request);
    case 'invoke': {
      const payload = fieldOf(call.request, 'Payload') ?? {};
      return { ExecutedVersion: '$LATEST', Payload: await callFunction(visit, call, payload), StatusCode: 200 };
    }
    case 'execution':
      return startChild(visit, state, call);
    case 'service':
      return throughJson(await known(core.integrations, state.resource.arn)(throughJson(call.request), call));
  }
}

async function callFunction({ core }: Visit, call: CallContext, payload: Json): Promise<Json> {
  const handler = known(core.functions, call.functionName ?? '');
  return throughJson(await handler(core.trustsFunctions ? payload : throughJson(payload), call));
}

function known<Handler>(handlers: Readonly<Record<string, Handler>>, name: string): Handler {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler) return handler;
  throw new StatesError('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
}

function fieldOf(request: Json, field: string): Json | undefined {
  return isObject(request) ? (request as Record<string, Json>)[field] : undefined;
}

/** What a function throws arrives as Lambda reports it: the error's name, and a JSON text that carries the message. */
function asStatesError(error: unknown, state: TaskState): StatesError {
  if (error instanceof StatesError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (state.resource.kind === 'service' || state.resource.kind === 'execution') return new StatesError(name, message);
  // The trace is cut to its first line: the rest are paths of the machine that simulates.
  const cause = { errorType: name, errorMessage: message, trace: [`${name}: ${message}`] };
  return new StatesError(name, JSON.stringify(cause));
}

async function startChild(visit: Visit, state: TaskState, call: CallContext): Promise<Json> {
  const { core } = visit;
  const child = startExecution(visit, state, call.request);
  if (state.resource.pattern !== 'sync') return { ExecutionArn: child.arn, StartDate: child.startedAt };
  call.onAbandoned(() => core.stop(child.arn));
  const ended = await new Promise<Execution>((resolve) => core.watch(child.arn, resolve));
  if (ended.status === 'SUCCEEDED') {
    return { ...describe(ended), Input: ended.input, Output: ended.output ?? null, OutputDetails: { Included: true } };
  }
  throw new StatesError('States.TaskFailed', JSON.stringify(describe(ended)));
}

function startExecution(visit: Visit, state: TaskState, request: Json): Execution {
  const [machine, input, name] = ['StateMachineArn', 'Input', 'Name'].map((field) => fieldOf(request, field));
  if (typeof machine !== 'string') throw new StatesError('States.Runtime', `${state.name} names no StateMachineArn`);
  const document = typeof input === 'string' ? (JSON.parse(input) as Json) : (input ?? {});
  try {
    return visit.core.start(machineName(machine), document, typeof name === 'string' ? { name } : {});
  } catch (error) {
    const { name: problem, message } = error as Error;
    throw new StatesError(`StepFunctions.${problem}Exception`, message);
  }
}

/** As `DescribeExecution` answers inside a task: documents as texts, times in milliseconds. */
function describe(execution: Execution): Record<string, Json> {
  return {
    ...(execution.cause !== undefined && { Cause: execution.cause }),
    ...(execution.error !== undefined && { Error: execution.error }),
    ExecutionArn: execution.arn,
    Input: JSON.stringify(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    RedriveCount: execution.redriveCount,
    StartDate: Date.parse(execution.startedAt),
    StateMachineArn: execution.machineArn,
    Status: execution.status,
    StopDate: Date.parse(execution.stoppedAt ?? execution.startedAt),
  };
}
