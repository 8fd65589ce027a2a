import type { StatesError } from '../errors.ts';
import type { Visit } from '../visit.ts';
import type { TaskState } from '../program.ts';

/** The marks that one attempt at a task leaves in the history. */
export interface TaskEvents {
  scheduled(request: string, timeout: number | undefined, heartbeat: number | undefined): void;
  started(): void;
  submitted(output: string): void;
  succeeded(output: string): void;
  failed(failure: StatesError): void;
  timedOut(): void;
}

/** A function that is named directly as the resource has Lambda events; everything else has Task events. */
export function taskEvents(visit: Visit, state: TaskState): TaskEvents {
  return state.resource.kind === 'function' ? functionEvents(visit, state) : integrationEvents(visit, state);
}

function functionEvents(visit: Visit, state: TaskState): TaskEvents {
  const record = (type: string, details = {}) => visit.record(`LambdaFunction${type}`, details);
  return {
    scheduled: (input, timeoutInSeconds) =>
      record('Scheduled', { resource: state.resource.arn, input, ...defined({ timeoutInSeconds }) }),
    started: () => record('Started'),
    submitted: () => {},
    succeeded: (output) => record('Succeeded', { output }),
    failed: (failure) => record('Failed', reason(failure)),
    timedOut: () => record('TimedOut', { error: 'States.Timeout' }),
  };
}

function integrationEvents(visit: Visit, state: TaskState): TaskEvents {
  const { action: resource, resourceType } = state.resource;
  const record = (type: string, details = {}) => visit.record(`Task${type}`, { ...details, resource, resourceType });
  return {
    scheduled: (parameters, timeoutInSeconds, heartbeatInSeconds) =>
      record('Scheduled', {
        parameters,
        region: visit.core.region,
        ...defined({ timeoutInSeconds, heartbeatInSeconds }),
      }),
    started: () => record('Started'),
    submitted: (output) => record('Submitted', { output }),
    succeeded: (output) => record('Succeeded', { output }),
    failed: (failure) => record('Failed', reason(failure)),
    timedOut: () => record('TimedOut', { error: 'States.Timeout' }),
  };
}

function reason({ error, failureCause: cause }: StatesError): Record<string, unknown> {
  return cause === undefined ? { error } : { error, cause };
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const name in values) if (values[name] !== undefined) known[name] = values[name];
  return known;
}
