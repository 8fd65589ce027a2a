import { usdPerTransition } from '#domain/ledger/stage-history.ts';
import type { TimelineEntry } from '../record.ts';
import { transitionsOf } from './cost-of-run.ts';
import { formatFaults } from './faults/fault.ts';
import { watches } from './machines/account.ts';
import { recordOf } from './record-run.ts';
import type { SimulatedRun } from './simulate.ts';

/** A run for people: what happened, which promises held, and how to see it again. */
export function tellRun(run: SimulatedRun, { timeline, report }: { timeline: boolean; report?: string }): string {
  const { remains, scenario, promises, outcome, account } = run;
  const transitions = priced(run).reduce((sum, execution) => sum + transitionsOf(execution), 0);
  const lines = [
    ...(timeline ? timelineOf(run) : []),
    ...promises.map(
      ({ id, promise, held, checks }) => `${held ? 'held  ' : 'BROKEN'} ${id} ${promise}: ${checks.join('; ')}`,
    ),
    `${remains.requests} requests, ${remains.failedRequests} failed, in ${clockOf(account.world.elapsedSeconds)} of virtual time`,
    `${transitions} state transitions of its machines, ${(transitions * usdPerTransition).toFixed(4)} USD`,
    `${scenario.name}: ${outcome}.${report === undefined ? '' : ` Report: ${report}`}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Watchers are Express workflows or cost the same without a deployment. */
const priced = ({ executions }: SimulatedRun) => executions.filter(({ machine }) => !watches.has(machine));

/** Whose service a run was about, where it was not the first of sluice.config.ts. */
export interface Whose {
  readonly config?: string;
  readonly service?: string;
}

/** The command that plays exactly this again. */
export function replayCommand(scenario: string, seed: number, faults: string, { config, service }: Whose): string {
  const words = [
    `npm run simulate -- --scenario ${scenario} --seed ${seed} --timeline`,
    ...(config === undefined ? [] : [`--config "${config}"`]),
    ...(service === undefined ? [] : [`--service "${service}"`]),
    ...(faults === '' ? [] : [`--fault "${faults}"`]),
  ];
  return words.join(' ');
}

const timelineOf = (run: SimulatedRun): string[] => [
  `${run.scenario.title}, seed ${run.seed}${run.faults.length === 0 ? '' : `, with ${formatFaults(run.faults)}`}`,
  ...withoutRepeats(recordOf(run).timeline).map(({ elapsedSeconds, what, kind }) => {
    const mark = kind === 'fault' ? '!' : ' ';
    return `${clockOf(elapsedSeconds).padStart(10)} ${mark} ${what}`;
  }),
  '',
];

/** A judge that waits says the same every minute. It is printed once, with the number of times. */
function withoutRepeats(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.flatMap((entry, i) => {
    if (timeline[i - 1]?.what !== entry.what) return [entry];
    if (timeline[i + 1]?.what === entry.what) return [];
    const first = timeline.findLastIndex(({ what }, before) => before < i && what !== entry.what) + 1;
    return [{ ...entry, what: `the same ${i - first === 1 ? 'again' : `${i - first} times more, until now`}` }];
  });
}

function clockOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = (seconds % 60).toFixed(1).padStart(4, '0');
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}
