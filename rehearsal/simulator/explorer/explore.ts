import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ServiceTarget } from '#domain/service-target.ts';
import { loadLibrary } from '../machines/library.ts';
import { planTrials, type Extent } from './plan.ts';
import { tryOut, type Setting, type Trial, type TrialResult, type Violation } from './trial.ts';

export interface Exploration {
  readonly trials: number;
  readonly runs: number;
  readonly seconds: number;
  readonly violations: readonly Violation[];
}

export type Tell = (done: number, total: number, violations: number) => void;

/** Small enough to keep every core busy to the end, large enough that handing them over costs nothing. */
const batchSize = 20;
/** Below this the workers' start takes longer than the work. */
const worthWorkers = 200;

/** Tries everything, on all cores. The order in which results come in does not change what is found. */
export async function explore(extent: Extent, target: ServiceTarget, tell: Tell = () => {}): Promise<Exploration> {
  const began = performance.now();
  const trials = await planTrials(extent, { library: await loadLibrary(), target });
  const results = await resultsOf(trials, target, tell);
  const violations = results.flatMap(({ violation }) => (violation === undefined ? [] : [violation]));
  return {
    trials: trials.length,
    runs: results.reduce((sum, { runs }) => sum + runs, 0),
    seconds: (performance.now() - began) / 1000,
    violations,
  };
}

async function resultsOf(trials: readonly Trial[], target: ServiceTarget, tell: Tell): Promise<TrialResult[]> {
  const batches = Array.from({ length: Math.ceil(trials.length / batchSize) }, (_, index) => index * batchSize);
  const results: TrialResult[] = Array.from({ length: trials.length });
  let [done, violations] = [0, 0];
  const work = async (tryBatch: (batch: readonly Trial[]) => Promise<TrialResult[]>) => {
    for (let start = batches.shift(); start !== undefined; start = batches.shift()) {
      const found = await tryBatch(trials.slice(start, start + batchSize));
      results.splice(start, found.length, ...found);
      done += found.length;
      violations += found.filter(({ violation }) => violation !== undefined).length;
      tell(done, trials.length, violations);
    }
  };
  const workers = trials.length < worthWorkers ? 0 : availableParallelism();
  if (workers < 2) {
    const setting = { library: await loadLibrary(), target };
    await work((batch) => tryBatch(batch, setting));
  } else {
    await Promise.all(Array.from({ length: workers }, () => inWorker(target, work)));
  }
  return results;
}

export async function tryBatch(batch: readonly Trial[], setting: Setting): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for (const trial of batch) results.push(await tryOut(trial, setting));
  return results;
}

async function inWorker(
  target: ServiceTarget,
  work: (tryBatch: (batch: readonly Trial[]) => Promise<TrialResult[]>) => Promise<void>,
): Promise<void> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: target });
  try {
    await work((batch) => {
      const { promise, resolve, reject } = Promise.withResolvers<TrialResult[]>();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.postMessage(batch);
      return promise.finally(() => worker.off('error', reject));
    });
  } finally {
    await worker.terminate();
  }
}
