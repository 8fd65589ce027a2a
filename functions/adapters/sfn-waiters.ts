import {
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Answer } from '#domain/wait.ts';
import type { Waiters } from '#ports/waiters.ts';

/** The token was answered, its time ran out, or its execution has ended. */
const gone = [InvalidToken, TaskDoesNotExist, TaskTimedOut];

export class SfnWaiters implements Waiters {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async answer(token: string, answer: Answer): Promise<boolean> {
    try {
      await this.#client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(answer) }));
      return true;
    } catch (error) {
      if (gone.some((kind) => error instanceof kind)) return false;
      throw error;
    }
  }
}
