import type { Json } from '../../asl/json.ts';

/** What runs in the account besides the service itself, as far as ports need it. The engine implements it. */
export interface Machines {
  isRunning(execution: string): boolean;
  failureOf(execution: string): string | undefined;
  wasStopped(execution: string): boolean;
  stop(execution: string, error: string, cause: string): void;
  /** False where no execution waits with this token any more. */
  answer(token: string, answer: Json): boolean;
  fail(token: string, error: string, cause: string): boolean;
}

export const noMachines: Machines = {
  isRunning: () => false,
  failureOf: () => undefined,
  wasStopped: () => false,
  stop: () => {},
  answer: () => false,
  fail: () => false,
};
