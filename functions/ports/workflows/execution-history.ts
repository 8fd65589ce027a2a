import type { ExecutionEvent } from '#domain/ledger/stage-history.ts';

/** What the account keeps of an execution, from its first state to its end. */
export interface ExecutionHistory {
  /** In their order; none of an execution that nobody knows any more. */
  events(execution: string): Promise<readonly ExecutionEvent[]>;
}
