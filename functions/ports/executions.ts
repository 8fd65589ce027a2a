/** The machines' own executions, as the account knows them. */
export interface Executions {
  isRunning(execution: string): Promise<boolean>;
}
