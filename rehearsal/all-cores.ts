import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Hands batches to as many workers as there are cores. The script answers each message, a batch, with one message. The
 * answers come back in the order of the batches, whichever worker was quicker.
 */
export async function onAllCores<Answer>(
  script: URL,
  workerData: unknown,
  batches: readonly unknown[],
  tell: (answer: Answer) => void = () => {},
): Promise<Answer[]> {
  const answers: Answer[] = Array.from({ length: batches.length });
  const waiting = [...batches.entries()];
  const workOff = async () => {
    const worker = new Worker(script, { workerData });
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, batch] = next;
        const answer = await answered<Answer>(worker, batch);
        answers[index] = answer;
        tell(answer);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), batches.length) }, workOff));
  return answers;
}

function answered<Answer>(worker: Worker, batch: unknown): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.postMessage(batch);
  return promise.finally(() => worker.off('error', reject).off('message', resolve));
}
