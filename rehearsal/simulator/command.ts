import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listing } from '../arguments.ts';
import { toJson } from '../record.ts';
import { renderReport } from '../report/page.ts';
import { repository } from '../repository.ts';
import { readSimulateArguments, simulateHelp, type SimulateArguments } from './arguments.ts';
import { renderHistory } from './asl/render-history.ts';
import { explore, type Tell } from './explorer/explore.ts';
import { describeExploration } from './explorer/describe.ts';
import { formatFaults } from './faults/fault.ts';
import { watches } from './machines/account.ts';
import { loadLibrary } from './machines/library.ts';
import { recordOf } from './record-run.ts';
import { targetFrom } from './scene.ts';
import { simulate, type SimulatedRun } from './simulate.ts';
import { tellRun } from './tell-run.ts';
import { scenarioOfTrace, tellTrace, traceIn } from './trace.ts';

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** Everything behind `npm run simulate`; returns the exit code. */
export async function simulateCommand(words: readonly string[], streams: Streams): Promise<number> {
  const args = readSimulateArguments(words);
  if (args.help || args.list) {
    streams.stdout.write(args.help ? simulateHelp : listing());
    return 0;
  }
  return args.explore ? exploreAll(args, streams) : playOne(args, streams);
}

async function playOne(args: SimulateArguments, { stdout }: Streams): Promise<number> {
  const run = await runFor(args);
  const report = writeReport(run);
  // Output for programs must not be mixed with output for people.
  if (args.json === '-') stdout.write(jsonOf(run));
  else {
    if (args.history) stdout.write(historiesOf(run));
    stdout.write(
      tellRun(run, { timeline: args.timeline || args.trace !== undefined, report: relative(process.cwd(), report) }),
    );
    if (args.trace !== undefined) stdout.write(`\n${tellTrace(run)}`);
    if (args.json !== undefined) writeFileSync(args.json, jsonOf(run));
  }
  return run.outcome === 'held' ? 0 : 1;
}

async function runFor({ scenarios, config, service, trace, seed, faults }: SimulateArguments): Promise<SimulatedRun> {
  const target = await targetFrom(config, service);
  const setting = { library: await loadLibrary(), target, seed, faults };
  if (trace !== undefined) return simulate(scenarioOfTrace(trace, target), { ...setting, trace: traceIn(trace) });
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('There is no scenario to play.');
  return simulate(scenario, setting);
}

async function exploreAll(args: SimulateArguments, { stdout, stderr }: Streams): Promise<number> {
  const { scenarios, seed, limit, config, service, singles, only } = args;
  const target = await targetFrom(config, service);
  const extent = { scenarios, seed, pairs: !singles, ...(limit !== undefined && { limit }), ...(only && { only }) };
  const exploration = await explore(extent, target, progressOn(stderr));
  if (stderr.isTTY) stderr.write('\n');
  if (args.json === '-') stdout.write(`${JSON.stringify(exploration, null, 2)}\n`);
  else {
    const whose = { ...(config && { config }), ...(service && { service }) };
    stdout.write(await describeExploration(exploration, { library: await loadLibrary(), target }, whose));
    if (args.json !== undefined) writeFileSync(args.json, `${JSON.stringify(exploration, null, 2)}\n`);
  }
  return exploration.violations.length === 0 ? 0 : 1;
}

/** Progress goes to a terminal at once, and to a log once a minute. */
function progressOn(stderr: Streams['stderr']): Tell {
  let toldAt = performance.now();
  return (done, total, violations) => {
    const words = `${done} of ${total} trials, ${violations} broke a promise`;
    if (stderr.isTTY) stderr.write(`\r${words} `);
    if (stderr.isTTY || performance.now() - toldAt < 60_000) return;
    toldAt = performance.now();
    stderr.write(`${words}\n`);
  };
}

function writeReport(run: SimulatedRun): string {
  const folder = join(repository, '.rehearsal');
  mkdirSync(folder, { recursive: true });
  const report = join(folder, 'report.html');
  writeFileSync(report, renderReport(recordOf(run)));
  return report;
}

const jsonOf = (run: SimulatedRun): string =>
  `${JSON.stringify({ ...toJson(recordOf(run)), seed: run.seed, faults: formatFaults(run.faults) }, null, 2)}\n`;

const historiesOf = ({ executions }: SimulatedRun): string =>
  executions
    .filter(({ machine }) => !watches.has(machine))
    .map(({ arn, history }) => `${arn}\n${renderHistory(history)}\n\n`)
    .join('');
