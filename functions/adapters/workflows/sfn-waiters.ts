import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Waiters } from '#ports/workflows/waiters.ts';

/** The token was answered, its time ran out, or its execution has ended. */
const gone = [InvalidToken, TaskDoesNotExist, TaskTimedOut];

export class SfnWaiters implements Waiters {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async answer(token: string, answer: object): Promise<boolean> {
    const output = JSON.stringify(answer);
    return heard(this.#client.send(new SendTaskSuccessCommand({ taskToken: token, output })));
  }

  async fail(token: string, error: string, cause: string): Promise<boolean> {
    return heard(this.#client.send(new SendTaskFailureCommand({ taskToken: token, error, cause })));
  }
}

async function heard(telling: Promise<unknown>): Promise<boolean> {
  try {
    await telling;
    return true;
  } catch (error) {
    if (gone.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}
