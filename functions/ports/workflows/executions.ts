/** The machines' own executions, as the account knows them. */
export interface Executions {
  isRunning(execution: string): Promise<boolean>;
  /** The error and cause of an execution that failed; undefined if it has none. */
  failureOf(execution: string): Promise<string | undefined>;
  /** Whether a person or a function stopped it. False if it runs or ended by itself. */
  wasStopped(execution: string): Promise<boolean>;
  /** As a person does in the console; an execution that has ended stays as it is. */
  stop(execution: string, error: string, cause: string): Promise<void>;
}
