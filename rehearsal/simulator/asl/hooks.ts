import type { Json } from './json.ts';

/** A state about to be attempted. */
export interface StateVisit {
  readonly executionArn: string;
  readonly machine: string;
  readonly state: string;
  readonly type: string;
  readonly input: Json;
  /** 0 for the first attempt of a visit. */
  readonly retryCount: number;
}

/** A call of a function or service about to be made, or just made. */
export interface Call {
  /** Counts all calls of an engine from 1: the same seed numbers the same calls alike. */
  readonly number: number;
  readonly executionArn: string;
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
  /** The function's name, for calls of functions. */
  readonly functionName: string | undefined;
  readonly request: Json;
  /** 0 for the first attempt of a visit. */
  readonly retryCount: number;
}

export type CallOutcome = { readonly result: Json } | { readonly failure: Error };

/**
 * Places where a caller can break a run. A hook that throws a `StatesError` makes the state or the call fail with it;
 * one that awaits the clock makes it slow; one that never resolves makes it hang until its timeout. What `beforeCall`
 * breaks has no effect; what `afterCall` breaks has had its effect.
 */
export interface Hooks {
  readonly beforeState?: (visit: StateVisit) => void | Promise<void>;
  readonly beforeCall?: (call: Call) => void | Promise<void>;
  readonly afterCall?: (call: Call, outcome: CallOutcome) => void | Promise<void>;
}

/** What the answering side of a call knows of its caller. */
export interface CallContext extends Call {
  /** The token to answer, for `.waitForTaskToken`. */
  readonly taskToken: string | undefined;
  /**
   * Called when Step Functions abandons a running job because its execution was stopped or a sibling branch failed:
   * the moment to stop what a `.sync` task has started. As documented, a task's own timeout does not stop it.
   */
  readonly onAbandoned: (stop: () => void) => void;
}

/** A Lambda function: returns its payload, throws what it throws. */
export type FunctionHandler = (payload: Json, context: CallContext) => Promise<unknown>;

/** An AWS service action: takes the arguments, returns the result, throws errors named `Service.NameException`. */
export type IntegrationHandler = (request: Json, context: CallContext) => Promise<unknown>;
