import { availableParallelism } from 'node:os';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { onAllCores } from '../../all-cores.ts';
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

const script = new URL('worker.ts', import.meta.url);
/** Small enough to keep every core busy to the end, large enough that handing them over costs nothing. */
const batchSize = 20;
/** Below this the workers' start takes longer than the work. */
const worthWorkers = 200;

/** Runs all trials, on all cores. The order of the results does not change the findings. */
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
  let [done, violations] = [0, 0];
  const count = (found: readonly TrialResult[]) => {
    done += found.length;
    violations += found.filter(({ violation }) => violation !== undefined).length;
    tell(done, trials.length, violations);
  };
  if (trials.length < worthWorkers || availableParallelism() < 2) {
    const results = await tryBatch(trials, { library: await loadLibrary(), target });
    count(results);
    return results;
  }
  const batches = Array.from({ length: Math.ceil(trials.length / batchSize) }, (_, index) =>
    trials.slice(index * batchSize, (index + 1) * batchSize),
  );
  return (await onAllCores<TrialResult[]>(script, target, batches, count)).flat();
}

export async function tryBatch(batch: readonly Trial[], setting: Setting): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for (const trial of batch) results.push(await tryOut(trial, setting));
  return results;
}
