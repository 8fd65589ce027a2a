import {
  BRANCH_FIELDS,
  CATCHER_FIELDS,
  PROCESSOR_FIELDS,
  RETRIER_FIELDS,
  RULE_FIELDS,
  STATE_FIELDS,
} from './fields.ts';
import type { Body, Catcher, ChoiceRule, Retrier, State } from './program.ts';
import type { Reader } from './reader.ts';
import { parseResource } from './resource.ts';

type CompileBody = (reader: Reader) => Body;

/** None, where the type is unknown; faults are reported through the reader. */
export function compileState(name: string, reader: Reader, compileBody: CompileBody): State | undefined {
  const type = reader.text('Type');
  const fields = type === undefined ? undefined : STATE_FIELDS[type];
  if (!fields) {
    reader.fault('Type', `${type} is not a known type of state`);
    return undefined;
  }
  reader.allow(fields);
  if (reader.has('QueryLanguage') && reader.source['QueryLanguage'] !== 'JSONata') {
    reader.fault('QueryLanguage', 'must be JSONata: JSONPath states are not run');
  }
  return COMPILERS[type as State['type']](reader, common(name, reader), compileBody);
}

type Common = ReturnType<typeof common>;

function common(name: string, reader: Reader) {
  return {
    name,
    comment: reader.text('Comment', 'optional'),
    assign: reader.assignments(),
    output: reader.template('Output'),
  };
}

const COMPILERS: {
  readonly [T in State['type']]: (reader: Reader, base: Common, compileBody: CompileBody) => State | undefined;
} = {
  Task: compileTask,
  Pass: (reader, base) => ({ ...base, type: 'Pass', next: onward(reader) }),
  Wait: compileWait,
  Choice: (reader, base) => ({
    ...base,
    type: 'Choice',
    next: reader.text('Default', 'optional'),
    rules: reader.objects('Choices', true).map(compileRule),
  }),
  Parallel: (reader, base, compileBody) => ({
    ...base,
    ...recovery(reader),
    type: 'Parallel',
    next: onward(reader),
    arguments: reader.template('Arguments'),
    branches: reader.objects('Branches', true).map((branch) => compileBody(branch.allow(BRANCH_FIELDS))),
  }),
  Map: compileMap,
  Succeed: (_reader, base) => ({ ...base, type: 'Succeed', next: undefined }),
  Fail: compileFail,
};

function compileTask(reader: Reader, base: Common): State | undefined {
  const arn = reader.text('Resource');
  const resource = arn === undefined ? undefined : parseResource(arn);
  const seconds = (field: string) => reader.expressionOr(field, isPositive, 'a whole number of seconds of at least 1');
  const state = {
    ...base,
    ...recovery(reader),
    type: 'Task' as const,
    next: onward(reader),
    arguments: reader.template('Arguments'),
    timeoutSeconds: seconds('TimeoutSeconds'),
    heartbeatSeconds: seconds('HeartbeatSeconds'),
  };
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = reader.source;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    reader.fault('HeartbeatSeconds', 'must be shorter than TimeoutSeconds');
  }
  if (arn !== undefined && !resource) reader.fault('Resource', `${arn} is not a resource that can be run`);
  return resource && { ...state, resource };
}

function compileWait(reader: Reader, base: Common): State {
  const ways = ['Seconds', 'Timestamp'].filter((field) => reader.has(field));
  if (ways.length !== 1) reader.fault('Seconds', 'a Wait has either Seconds or Timestamp');
  return {
    ...base,
    type: 'Wait',
    next: onward(reader),
    seconds: reader.expressionOr('Seconds', isNotNegative, 'a whole number of seconds'),
    timestamp: reader.expressionOr('Timestamp', isTimestamp, 'an ISO 8601 time'),
  };
}

function compileFail(reader: Reader, base: Common): State | undefined {
  const error = reader.expressionOr('Error', isText, 'a text');
  const cause = reader.expressionOr('Cause', isText, 'a text');
  if (!error) reader.fault('Error', 'is missing: no catcher can match a failure without a name');
  return error && { ...base, type: 'Fail', next: undefined, error, cause };
}

function compileMap(reader: Reader, base: Common, compileBody: CompileBody): State {
  const processor = reader.object('ItemProcessor').allow(PROCESSOR_FIELDS);
  const config = processor.source['ProcessorConfig'] as { Mode?: unknown } | undefined;
  if (config && (config.Mode ?? 'INLINE') !== 'INLINE') {
    processor.fault('ProcessorConfig', 'only inline Maps are run');
  }
  return {
    ...base,
    ...recovery(reader),
    type: 'Map',
    next: onward(reader),
    items: reader.expressionOr('Items', Array.isArray, 'a list'),
    itemSelector: reader.template('ItemSelector'),
    maxConcurrency: reader.expressionOr('MaxConcurrency', isNotNegative, 'a whole number'),
    processor: compileBody(processor),
  };
}

function compileRule(reader: Reader): ChoiceRule {
  reader.allow(RULE_FIELDS);
  const condition = reader.expressionOr('Condition', (value) => typeof value === 'boolean', 'true, false');
  if (!condition) reader.fault('Condition', 'is missing');
  return {
    condition: condition ?? { kind: 'value', value: false },
    next: reader.text('Next') ?? '',
    assign: reader.assignments(),
    output: reader.template('Output'),
  };
}

function recovery(reader: Reader): { retry: readonly Retrier[]; catch: readonly Catcher[] } {
  return { retry: reader.objects('Retry').map(compileRetrier), catch: reader.objects('Catch').map(compileCatcher) };
}

/** Defaults are those of Step Functions. */
function compileRetrier(reader: Reader): Retrier {
  reader.allow(RETRIER_FIELDS);
  const jitter = reader.source['JitterStrategy'] ?? 'NONE';
  if (jitter !== 'FULL' && jitter !== 'NONE') reader.fault('JitterStrategy', 'must be FULL or NONE');
  const intervalSeconds = reader.wholeNumber('IntervalSeconds', 1) ?? 1;
  const maxDelaySeconds = reader.wholeNumber('MaxDelaySeconds', 1);
  if (maxDelaySeconds !== undefined && maxDelaySeconds <= intervalSeconds) {
    reader.fault('MaxDelaySeconds', 'must be longer than IntervalSeconds');
  }
  return {
    errorEquals: errorNames(reader),
    intervalSeconds,
    backoffRate: reader.number('BackoffRate', 1) ?? 2,
    maxAttempts: reader.wholeNumber('MaxAttempts', 0) ?? 3,
    maxDelaySeconds,
    fullJitter: jitter === 'FULL',
  };
}

function compileCatcher(reader: Reader): Catcher {
  reader.allow(CATCHER_FIELDS);
  return {
    errorEquals: errorNames(reader),
    next: reader.text('Next') ?? '',
    assign: reader.assignments(),
    output: reader.template('Output'),
  };
}

function errorNames(reader: Reader): readonly string[] {
  const names = reader.source['ErrorEquals'];
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')) return names;
  reader.fault('ErrorEquals', 'must be a list of error names');
  return [];
}

/** Exactly one of `Next` and `End`. */
function onward(reader: Reader): string | undefined {
  const ends = reader.source['End'] === true;
  if (reader.has('Next') === ends) reader.fault('Next', 'a state has either Next or "End": true');
  return reader.text('Next', 'optional');
}

const isText = (value: unknown) => typeof value === 'string';
const isNotNegative = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPositive = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
export const isTimestamp = (value: unknown): value is string => typeof value === 'string' && TIMESTAMP.test(value);
