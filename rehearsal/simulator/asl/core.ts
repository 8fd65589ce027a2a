import type { VirtualClock } from '../clock.ts';
import type { Execution, Run } from './execution.ts';
import type { FunctionHandler, Hooks, IntegrationHandler } from './hooks.ts';
import type { Json } from './json.ts';
import type { Scope } from './scope.ts';
import type { TaskTokens } from './tokens.ts';

/** What the interpreter needs of the engine that runs it. */
export interface EngineCore {
  readonly clock: VirtualClock;
  readonly hooks: Hooks;
  readonly region: string;
  readonly account: string;
  readonly tokens: TaskTokens;
  readonly functions: Readonly<Record<string, FunctionHandler>>;
  readonly integrations: Readonly<Record<string, IntegrationHandler>>;
  readonly trustsFunctions: boolean;
  nextCallNumber(): number;
  /** Adds an event that follows the scope's last one. A closed execution keeps its history as it is. */
  record(run: Run, scope: Scope, type: string, details: Readonly<Record<string, unknown>>): void;
  start(machine: string, input: Json, options: { readonly name?: string }): Execution;
  stop(executionArn: string, error?: string, cause?: string): void;
  /** Calls `ended` when the execution has ended, also if it has already. */
  watch(executionArn: string, ended: (execution: Execution) => void): void;
}
