import type { ExecutionEvent } from '#domain/ledger/stage-history.ts';

/** What the account keeps of an execution, from its first state to its end. */
export interface ExecutionHistory {
  /** In their order. Empty if the execution has been deleted. */
  events(execution: string): Promise<readonly ExecutionEvent[]>;
}
