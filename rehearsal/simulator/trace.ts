import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { judgingOf } from '#domain/strategy/strategy.ts';
import { ArgumentsRejected } from '../arguments.ts';
import { readTrace, type TraceMinute } from '../backtest/trace.ts';
import { duration } from '../report/words.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { looksOf, shiftDecisionsOf } from './judged.ts';
import type { SimulatedRun } from './simulate.ts';

export function traceIn(file: string): readonly TraceMinute[] {
  try {
    return readTrace(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ArgumentsRejected(`--trace ${file}: ${(error as Error).message}`);
  }
}

/** A deployment of a service by its own strategy, in which both versions serve what was recorded. */
export const scenarioOfTrace = (file: string, { service, strategy }: ServiceTarget): Scenario => ({
  name: 'trace',
  title: `What ${basename(file)} would have come to for ${service} by ${strategy.name}`,
  story: 'Both slots serve what was recorded; the machines, the judge and the strategy are those of today.',
  // Its users are those of the recording.
  given: { live: 'v1', requestsPerSecond: 0 },
  when: [
    {
      deploy: { image: 'v2', steps: strategy.steps, judging: judgingOf(strategy), reason: 'what would have happened' },
    },
  ],
  then: { deployments: [], live: 'v2', failedRequests: 0 },
});

/** What would have happened, in a sentence. */
export function tellTrace(run: SimulatedRun): string {
  const [decided, last] = [shiftDecisionsOf(run).at(-1), looksOf(run).at(-1)];
  if (decided === undefined) return `${run.scenario.title}: it never came to a decision.\n`;
  const { observations } = run.remains;
  const first = observations.find(({ weights }) => weights.blue > 0)?.elapsedSeconds ?? 0;
  const when = duration(decided.elapsedSeconds - first).replaceAll('\u00a0', ' ');
  const where = last === undefined ? '' : ` at ${last.weight} %`;
  return `${run.scenario.title}: ${decided.who} ${decided.what}${where} after ${when}. ${decided.why}\n`;
}
