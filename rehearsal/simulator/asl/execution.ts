import type { SeededRandom } from '../random.ts';
import type { HistoryEvent } from './history.ts';
import type { Json } from './json.ts';
import type { Program } from './program.ts';
import type { Scope } from './scope.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One run of a machine, as `DescribeExecution` and `GetExecutionHistory` would describe it. It changes over time. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: string;
  readonly machineArn: string;
  readonly status: ExecutionStatus;
  readonly input: Json;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly startedAt: string;
  readonly stoppedAt: string | undefined;
  readonly redriveCount: number;
  readonly history: readonly HistoryEvent[];
}

/** The engine's own side of an execution. */
export interface Run extends Execution {
  readonly program: Program;
  readonly random: SeededRandom;
  readonly root: Scope;
  readonly history: HistoryEvent[];
  /** Called once when the execution ends, then dropped. */
  readonly watchers: Set<() => void>;
  status: ExecutionStatus;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  stoppedAt: string | undefined;
  redriveCount: number;
  redrivenAt: string | undefined;
  /** Stops the machine's own timeout. */
  cancelTimeout: () => void;
}
