import { withStageNumber } from '#domain/deployment/stages.ts';
import type { ErrorKind, StepContract } from '#runtime/define-contract.ts';
import type { Catcher, Definition, Retrier, State, StateFields } from './definition.ts';

/** Errors of AWS have a dot in their names, so that they differ from ours. */
type AwsError = `${string}.${string}`;
/** Any call to AWS may end with these, so every state that calls a function may name them. */
type CommonError = 'Throttled' | 'Unavailable';
type ErrorOf<C extends StepContract, Kind extends ErrorKind = ErrorKind> = {
  [Name in keyof C['errors']]: C['errors'][Name] extends Kind ? Name : never;
}[keyof C['errors']] &
  string;

/** AWS throttles, or does not answer: worth a few more tries. */
export const transientErrors = [
  'Throttled',
  'Unavailable',
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
] as const;

export const transient = ({ upTo = 10, tries = 6 } = {}) => ({
  ErrorEquals: transientErrors,
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: upTo,
  MaxAttempts: tries,
  JitterStrategy: 'FULL' as const,
});

const crashes = ['Lambda.Unknown', 'Runtime.ExitError', 'Runtime.OutOfMemory', 'Sandbox.Timedout'] as const;

/** The function died or hung. */
export const crash = ({ tries = 2 } = {}) => ({
  ErrorEquals: ['States.Timeout', ...crashes] as const,
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: tries,
});

/** The function died before it waited. A timeout is not retried: it is how the wait ends. */
export const crashBeforeWait = () => ({
  ErrorEquals: crashes,
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 2,
});

/** Whatever the other retriers left. */
export const anythingElse = () => ({
  ErrorEquals: ['States.ALL'] as const,
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 2,
});

/** Polls while the step answers `not yet`: every so many seconds, for so long in all. */
export const until = <const E extends string>(error: E, { every, for: total }: { every: number; for: Duration }) => ({
  ErrorEquals: [error],
  IntervalSeconds: every,
  BackoffRate: 1,
  MaxAttempts: secondsIn(total) / every,
});

type Duration = `${number} ${keyof typeof units}`;
const units = { s: 1, min: 60, h: 3600 } as const;

function secondsIn(duration: Duration): number {
  const [count, unit] = duration.split(' ') as [string, keyof typeof units];
  return Number(count) * units[unit];
}

const failure = '{% $states.errorOutput %}';

/** Any error, which is kept as `$failure`. */
export const onFailure = (Next: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ErrorEquals: ['States.ALL'] as const,
  Assign: { ...more, failure },
  Next,
});

/** The errors named, which are kept as `$failure`. */
export const on = <const E extends string>(
  errors: readonly E[],
  Next: string,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  ErrorEquals: errors,
  Assign: { ...more, failure },
  Next,
});

/** Goes there whether it failed or not. */
export const evenIfItFails = (Next: string) => ({ ErrorEquals: ['States.ALL'] as const, Next });

interface Call<C extends StepContract> extends StateFields {
  readonly Payload: unknown;
  readonly Retry?: readonly Retrier<ErrorOf<C, 'not-yet'> | CommonError | AwsError>[];
  readonly Catch?: readonly Catcher<ErrorOf<C> | CommonError | AwsError>[];
}

const stateOf = ({ name }: StepContract): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Calls a step. The state waits a little longer than the function may run, so that the function ends first. */
export const lambda = <C extends StepContract>(
  contract: C,
  { Comment, Payload, TimeoutSeconds = contract.timeoutSeconds + 5, ...more }: Call<C>,
): State => ({
  Type: 'Task',
  Comment,
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `\${${stateOf(contract)}}`, Payload },
  TimeoutSeconds,
  ...more,
});

/** Calls a step that hands its task token on; the state waits until the token is answered. */
export const waitForAnswer = <C extends StepContract>(
  contract: C,
  { Comment, Payload, TimeoutSeconds, ...more }: Call<C> & { readonly TimeoutSeconds: number | string },
): State => ({
  Type: 'Task',
  Comment,
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: `\${${stateOf(contract)}}`, Payload },
  TimeoutSeconds,
  ...more,
});

interface Start extends StateFields {
  readonly Name: string;
  readonly Input: unknown;
  readonly TimeoutSeconds: number;
}

/** Starts a machine of ours and waits for its end. */
export const runMachine = (machine: string, state: Start): State =>
  startedAs('states:startExecution.sync:2', machine, state);

/** Starts a machine of ours and goes on. */
export const startMachine = (machine: string, state: Start): State =>
  startedAs('states:startExecution', machine, state);

const startedAs = (
  action: string,
  machine: string,
  { Comment, Name, Input, TimeoutSeconds, ...more }: Start,
): State => ({
  Type: 'Task',
  Comment,
  Resource: `arn:aws:states:::${action}`,
  Arguments: { StateMachineArn: `\${${machine}}`, Name, Input },
  TimeoutSeconds,
  ...more,
});

/** A definition whose stages carry their numbers. */
export const machine = ({
  Comment,
  StartAt,
  TimeoutSeconds,
  States,
}: Omit<Definition, 'QueryLanguage'>): Definition => ({
  Comment,
  QueryLanguage: 'JSONata',
  StartAt,
  TimeoutSeconds,
  States: Object.fromEntries(Object.entries(States).map(numbered)),
});

function numbered([name, state]: [string, State]): [string, State] {
  const { Type, Comment, ...more } = state;
  return Comment === undefined ? [name, state] : [name, { Type, Comment: withStageNumber(name, Comment), ...more }];
}
