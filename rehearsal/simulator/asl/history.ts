/** One line of an execution's history, as `GetExecutionHistory` and the console show it. */
export interface HistoryEvent {
  readonly id: number;
  /** The event that led here; in branches it is not always the previous one. */
  readonly previousEventId: number;
  readonly timestamp: string;
  readonly type: string;
  /** Inputs, outputs and parameters are JSON texts. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Step Functions ends an execution with its 25,000th event. */
export const HISTORY_LIMIT = 25_000;

export const HISTORY_FULL = `The execution reached the maximum number of history events (${HISTORY_LIMIT}).`;
