import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 250;
/** By the machine's clock: a story that has not settled by then is judged as it stands. */
const settlesWithinMs = 120_000;

export async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settlesWithinMs;
  while (!(await isSo()) && Date.now() < deadline) {
    signal.throwIfAborted();
    await sleep(pollMs);
  }
}
