/** The executions that wait, by their task tokens. */
export interface Waiters {
  /** False if the execution no longer waits: the token was answered, or it timed out. */
  answer(token: string, answer: object): Promise<boolean>;
  /** Ends the wait with an error; false as above. */
  fail(token: string, error: string, cause: string): Promise<boolean>;
}
