import { parseArgs } from 'node:util';
import { presetNames } from '#wire/strategy-presets.ts';
import { ArgumentsRejected, chosenScenario, onlyName } from '../arguments.ts';
import { regionScenarios, scenarios } from '../scenarios/all.ts';
import { presetStories } from '../scenarios/presets.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { allFaults, parseFaults, type Fault } from './faults/fault.ts';

export interface SimulateArguments {
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly limit?: number;
  readonly only?: readonly string[];
  readonly json?: string;
  readonly config?: string;
  readonly trace?: string;
  readonly service?: string;
  readonly explore: boolean;
  readonly singles: boolean;
  readonly timeline: boolean;
  readonly history: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

const options = {
  scenario: { type: 'string', short: 's' },
  preset: { type: 'string' },
  seed: { type: 'string', default: '1' },
  fault: { type: 'string', short: 'f' },
  limit: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'string' },
  config: { type: 'string' },
  trace: { type: 'string' },
  service: { type: 'string' },
  explore: { type: 'boolean', default: false },
  singles: { type: 'boolean', default: false },
  timeline: { type: 'boolean', default: false },
  history: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function readSimulateArguments(words: readonly string[]): SimulateArguments {
  const { values, positionals } = parsed(words);
  const named = onlyName(positionals);
  const { scenario = named, preset, seed, fault, limit, only, ...rest } = values;
  return {
    ...rest,
    scenarios: preset === undefined ? scenariosFor(scenario, rest.explore) : storiesBy(preset, rest.explore, scenario),
    seed: wholeNumber('--seed', seed),
    faults: fault === undefined ? [] : faultsIn(fault),
    ...(limit === undefined ? {} : { limit: wholeNumber('--limit', limit) }),
    ...(only === undefined ? {} : { only: waysIn(only) }),
  };
}

/** Exploring without a name means every scenario. */
const scenariosFor = (name: string | undefined, explore: boolean): readonly Scenario[] =>
  name === undefined && explore ? [...scenarios, ...regionScenarios] : [chosenScenario(name)];

function storiesBy(preset: string, explore: boolean, scenario?: string): readonly Scenario[] {
  if (!explore || scenario !== undefined) {
    throw new ArgumentsRejected(`--preset goes with --explore alone. One story: --scenario ${preset}:errors`);
  }
  const known = presetNames.filter((name) => name === preset || preset === 'all');
  if (known.length > 0) return presetStories(known);
  throw new ArgumentsRejected(`There is no preset "${preset}". There are: ${presetNames.join(', ')}, and all.`);
}

function faultsIn(text: string): readonly Fault[] {
  try {
    return parseFaults(text);
  } catch (error) {
    throw new ArgumentsRejected(`--fault: ${(error as Error).message}`);
  }
}

function waysIn(text: string): readonly string[] {
  const ways = text.split(',');
  const unknown = ways.filter((way) => !(way in allFaults));
  if (unknown.length === 0) return ways;
  throw new ArgumentsRejected(
    `--only: nothing breaks by "${unknown.join('", "')}". ${Object.keys(allFaults).join(', ')}.`,
  );
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ArgumentsRejected(`${option} takes a whole number from 0 to 999999999, not "${text}".`);
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    throw new ArgumentsRejected(`${(error as Error).message}\nSee npm run simulate -- --help`);
  }
}

export const simulateHelp = `Plays a scenario in one process, on a virtual clock: the real machines and functions, in a world that can break.

  npm run simulate                               plays good-release
  npm run simulate -- crash-at-start             plays another scenario
  npm run simulate -- --list                     names the scenarios
  npm run simulate -- --seed 7                   plays in another world: slower tasks, other delays
  npm run simulate -- --timeline                 prints the run as a story
  npm run simulate -- --history                  prints the history of every execution, as the console shows it
  npm run simulate -- --fault "SetWeight.router.setWeights#2 throttled-after"
                                                 breaks the second of these calls, after its effect; " + " joins several
  npm run simulate -- --explore                  breaks every call, state and event of every scenario in every way,
                                                 then one thing more, and checks every promise afterwards
  npm run simulate -- --explore --singles        one fault at a time only
  npm run simulate -- --explore --preset rolling this preset with every kind of new version; "all" of them, each day of
                                                 canary-watch included, take most of an hour
  npm run simulate -- --scenario canary-short:errors
                                                 plays one of those
  npm run simulate -- --explore --limit 200      a sample
  npm run simulate -- --explore --only throttled,killed
                                                 only these ways to break: ${Object.keys(allFaults).join(', ')}
  npm run simulate -- --json result.json         writes the result for programs ("-" for standard output)
  npm run simulate -- --config my.config.ts      plays with another configuration
  npm run simulate -- --trace minutes.jsonl      what would have happened: deploys a service by its own strategy while
                                                 both versions serve what was recorded (as for npm run backtest)
  npm run simulate -- --service api              this service of the configuration, not the first one

The same seed gives the same run. The report of a single run is written to .rehearsal/report.html.
Exit code: 0 when the scenario ended as it should and every promise held, 1 otherwise, 2 for wrong arguments.
`;
