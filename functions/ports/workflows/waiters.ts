/** The executions that wait, by their task tokens. */
export interface Waiters {
  /** False where nobody waits any more: the token was answered, or its time has run out. */
  answer(token: string, answer: object): Promise<boolean>;
  /** Ends the wait with an error; false as above. */
  fail(token: string, error: string, cause: string): Promise<boolean>;
}
