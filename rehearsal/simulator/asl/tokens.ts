import { StatesApiError } from './api-error.ts';
import { StatesError } from './errors.ts';
import type { Json } from './json.ts';

/** The waiting side of a task token. */
export interface TokenHolder {
  succeed(output: Json): void;
  fail(failure: StatesError): void;
  beat(): void;
}

/** The task tokens of an engine: an open one can be answered once. */
export class TaskTokens {
  readonly #open = new Map<string, TokenHolder>();
  readonly #closed = new Set<string>();

  open(token: string, holder: TokenHolder): void {
    this.#open.set(token, holder);
  }

  close(token: string): void {
    if (this.#open.delete(token)) this.#closed.add(token);
  }

  /** Throws as the API does: for a token that was answered or has timed out, and for one that never existed. */
  holder(token: string): TokenHolder {
    const holder = this.#open.get(token);
    if (holder) return holder;
    if (this.#closed.has(token)) {
      throw new StatesApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    throw new StatesApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  }
}
