import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { onAllCores } from '../all-cores.ts';
import { ArgumentsRejected } from '../arguments.ts';
import type { BenchBatch, BenchResult } from './play-batch.ts';
import { benchPolicies, type PolicyName } from './policies.ts';
import { benchScenarios } from './scenarios.ts';
import { scorePolicies, scoreScenarios } from './score.ts';
import { describeSpeed, measureSpeed } from './speed.ts';
import { policyTable, scenarioTable } from './table.ts';

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

/** Everything behind `npm run bench:judge`. */
export async function benchJudge(words: readonly string[], { stdout, stderr }: Streams): Promise<void> {
  const args = readBenchArguments(words);
  if (args.help) stdout.write(help);
  else if (args.speed) stdout.write(describeSpeed(measureSpeed()));
  else {
    const results = await playAll(args, (done, total) => {
      if (stderr.isTTY) stderr.write(`\r${done} of ${total} canaries ${done === total ? '\n' : ''}`);
    });
    if (args.json !== undefined) writeFileSync(args.json, results.map((each) => `${JSON.stringify(each)}\n`).join(''));
    if (args.each) stdout.write(`${scenarioTable(scoreScenarios(results))}\n`);
    stdout.write(policyTable(scorePolicies(results)));
  }
}

type BenchArguments = ReturnType<typeof readBenchArguments>;

const SEEDS_A_BATCH = 5;

async function playAll(
  { seeds, scenarios, policies }: BenchArguments,
  tell: (done: number, total: number) => void,
): Promise<BenchResult[]> {
  const batches = scenarios.flatMap(({ name: scenario }): BenchBatch[] =>
    Array.from({ length: Math.ceil(seeds.length / SEEDS_A_BATCH) }, (_, i) => ({
      scenario,
      seeds: seeds.slice(i * SEEDS_A_BATCH, (i + 1) * SEEDS_A_BATCH),
      policies,
    })),
  );
  let done = 0;
  const total = scenarios.length * seeds.length * policies.length;
  const script = new URL('worker.ts', import.meta.url);
  const results = await onAllCores<BenchResult[]>(script, undefined, batches, (played) => {
    done += played.length;
    tell(done, total);
  });
  return results.flat();
}

export function readBenchArguments(words: readonly string[]) {
  const { seeds, scenario, policies, ...rest } = parsed(words);
  const scenarios = benchScenarios.filter(({ name }) => name.includes(scenario ?? ''));
  if (scenarios.length === 0)
    throw new ArgumentsRejected(`No scenario has "${scenario}" in its name; --each shows all.`);
  return { ...rest, seeds: seedsIn(seeds), scenarios, policies: policiesIn(policies) };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        seeds: { type: 'string', default: '1-20' },
        scenario: { type: 'string' },
        policies: { type: 'string', default: Object.keys(benchPolicies).join() },
        each: { type: 'boolean', default: false },
        json: { type: 'string' },
        speed: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new ArgumentsRejected(`${(error as Error).message}\nSee npm run bench:judge -- --help`);
  }
}

function seedsIn(text: string): number[] {
  const { from, to = from } = /^(?<from>\d{1,6})(?:-(?<to>\d{1,6}))?$/.exec(text)?.groups ?? {};
  const [first, last] = [Number(from), Number(to)];
  if (!(first <= last)) throw new ArgumentsRejected(`--seeds takes a range such as 1-100, not "${text}".`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function policiesIn(text: string): PolicyName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(name in benchPolicies));
  if (unknown.length === 0) return names as PolicyName[];
  throw new ArgumentsRejected(`There is no policy ${unknown.join(', ')}. ${Object.keys(benchPolicies).join(', ')}.`);
}

const help = `Plays simulated canaries, good and bad ones, against the judge and against what others use, and counts what each got wrong.

  npm run bench:judge                         seeds 1 to 20 of ${benchScenarios.length} scenarios
  npm run bench:judge -- --seeds 1-100        more of them
  npm run bench:judge -- --each               every scenario in its own line, too
  npm run bench:judge -- --scenario "a day"   only scenarios with that in their name
  npm run bench:judge -- --policies judge     only some of ${Object.keys(benchPolicies).join(', ')}
  npm run bench:judge -- --json results.jsonl every canary, one per line
  npm run bench:judge -- --speed              how long the judge takes over a day of minutes

The same seeds give the same table. Bad requests are those that a good build would have answered in time, as a multiple
of what the first policy serves. A wrong promotion is found out after 30 minutes; a rollback takes one.
`;
