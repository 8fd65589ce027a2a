/** The machines' own executions, as the account knows them. */
export interface Executions {
  isRunning(execution: string): Promise<boolean>;
  /** What was said when it ended badly; nothing where nobody said anything. */
  failureOf(execution: string): Promise<string | undefined>;
  /** Whether somebody stopped it; false of one that runs, or that ended by itself. */
  wasStopped(execution: string): Promise<boolean>;
  /** As a person does in the console; an execution that has ended stays as it is. */
  stop(execution: string, error: string, cause: string): Promise<void>;
}
