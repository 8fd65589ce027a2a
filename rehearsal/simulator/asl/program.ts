import type { Template } from './expressions/template.ts';
import type { Resource } from './resource.ts';

/** A definition as it stands in the JSON; only compiling shows what it contains. */
export type Definition = Readonly<Record<string, unknown>>;

/** A definition, checked field by field, with every expression compiled. */
export interface Program {
  readonly name: string;
  readonly timeoutSeconds: number | undefined;
  readonly body: Body;
}

/** States that run in one scope of variables: a machine, a branch, an iteration. */
export interface Body {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type Assignments = readonly (readonly [variable: string, value: Template])[];

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxAttempts: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly assign: Assignments;
  readonly output: Template | undefined;
}

interface Common {
  readonly name: string;
  readonly comment: string | undefined;
  readonly assign: Assignments;
  readonly output: Template | undefined;
  /** None: this state ends its body. */
  readonly next: string | undefined;
}

interface Recoverable extends Common {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskState extends Recoverable {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface PassState extends Common {
  readonly type: 'Pass';
}

export interface WaitState extends Common {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}

export interface ChoiceRule {
  readonly condition: Template;
  readonly next: string;
  readonly assign: Assignments;
  readonly output: Template | undefined;
}

/** `next` is the default; its `assign` and `output` count when no rule matches. */
export interface ChoiceState extends Common {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
}

export interface ParallelState extends Recoverable {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Body[];
}

export interface MapState extends Recoverable {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly processor: Body;
}

export interface SucceedState extends Common {
  readonly type: 'Succeed';
}

export interface FailState extends Common {
  readonly type: 'Fail';
  readonly error: Template;
  readonly cause: Template | undefined;
}

export type State =
  TaskState | PassState | WaitState | ChoiceState | ParallelState | MapState | SucceedState | FailState;

/** A state that is known to be there: a compiled body leads nowhere else. */
export function stateNamed(body: Body, name: string): State {
  const state = body.states.get(name);
  if (!state) throw new Error(`There is no state ${name}`);
  return state;
}

/** The bodies inside a state. */
export function bodiesOf(state: State): readonly Body[] {
  if (state.type === 'Parallel') return state.branches;
  return state.type === 'Map' ? [state.processor] : [];
}

export function retriersOf(state: State): readonly Retrier[] {
  return 'retry' in state ? state.retry : [];
}

export function catchersOf(state: State): readonly Catcher[] {
  return 'catch' in state ? state.catch : [];
}
