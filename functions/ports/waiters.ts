import type { Answer } from '#domain/wait.ts';

/** The executions that wait, by their task tokens. */
export interface Waiters {
  /** False where nobody waits any more: the token was answered, or its time has run out. */
  answer(token: string, answer: Answer): Promise<boolean>;
}
