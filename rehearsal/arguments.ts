import { parseArgs } from 'node:util';
import { allScenarios, scenarioNamed } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface RehearseArguments {
  readonly scenario: Scenario;
  readonly json?: string;
  readonly config?: string;
  readonly keep: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

/** The arguments of the command are wrong. The message says which, and what is valid. */
export class ArgumentsRejected extends Error {
  override readonly name = 'ArgumentsRejected';
}

export function readArguments(words: readonly string[]): RehearseArguments {
  const { values, positionals } = parsed(words);
  const named = onlyName(positionals);
  return { ...values, scenario: chosenScenario(values.scenario ?? named) };
}

/** The one scenario that was named without an option; undefined where none was. */
export function onlyName(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1) throw new ArgumentsRejected(`One scenario at a time, not ${positionals.join(' and ')}.`);
  return positionals[0];
}

export function chosenScenario(name = 'good-release'): Scenario {
  const scenario = scenarioNamed(name);
  if (scenario !== undefined) return scenario;
  const names = allScenarios.map((known) => known.name).join(', ');
  throw new ArgumentsRejected(`There is no scenario "${name}". There are: ${names}.`);
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        scenario: { type: 'string', short: 's' },
        json: { type: 'string' },
        config: { type: 'string' },
        keep: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new ArgumentsRejected(`${(error as Error).message}\nSee npm run rehearse -- --help`);
  }
}

export const help = `Rehearses a deployment on a local cloud: your own stacks, real processes, real traffic.

  npm run rehearse                              plays good-release
  npm run rehearse -- first-deployment          plays another scenario
  npm run rehearse -- region-dark               makes a region fail, and another one takes over
  npm run rehearse -- --list                    names the scenarios
  npm run rehearse -- --keep                    leaves the cloud running and says how to reach and stop it
  npm run rehearse -- --json result.json        writes the result for programs ("-" for standard output)
  npm run rehearse -- --config my.config.ts     plays with another configuration

With AWS_ENDPOINT_URL set, the scenario is played there (LocalStack, for example) instead of on a new local cloud.
The report is written to .rehearsal/report.html.
Exit code: 0 when the scenario ended as it should and every promise held, 1 otherwise, 2 for wrong arguments, 130 when interrupted.
`;

export const listing = (): string =>
  allScenarios.map(({ name, title, story }) => `${name}\n  ${title}. ${story}\n`).join('\n');
