import type { Progress } from '../progress/progress.ts';
import type { RehearsalRecord } from '../record.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { loadLibrary } from './machines/library.ts';
import { recordOf } from './record-run.ts';
import { targetFrom } from './scene.ts';
import { simulate } from './simulate.ts';

/** Plays a scenario where the local cloud cannot run, and shows it as if a person had watched. */
export async function playInSimulator(
  scenario: Scenario,
  progress: Progress,
  options: { readonly seed?: number; readonly config?: string } = {},
): Promise<RehearsalRecord> {
  const { seed = 1, config } = options;
  const run = await simulate(scenario, { seed, library: await loadLibrary(), target: await targetFrom(config) });
  const record = recordOf(run);
  for (const { deployment, number, name, outcome } of record.stages) progress.stage(deployment, number, name, outcome);
  for (const { elapsedSeconds, ...weights } of record.weights) progress.weights(weights);
  for (const { who, what, why } of record.decisions) progress.decision(who, what, why);
  progress.traffic(totalsOf(record));
  return record;
}

function totalsOf({ traffic }: RehearsalRecord): Record<string, { requests: number; failed: number }> {
  const totals: Record<string, { requests: number; failed: number }> = {};
  for (const { byVersion } of traffic.buckets) {
    for (const [version, { requests, failed }] of Object.entries(byVersion)) {
      const before = totals[version] ?? { requests: 0, failed: 0 };
      totals[version] = { requests: before.requests + requests, failed: before.failed + failed };
    }
  }
  return totals;
}
