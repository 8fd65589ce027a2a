import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments } from '#rehearsal/arguments.ts';
import { help as backtestHelp } from '#rehearsal/backtest/help.ts';
import { readBenchArguments } from '#rehearsal/bench/bench.ts';
import { help as historyHelp } from '#rehearsal/history/history.ts';
import { readSimulateArguments } from '#rehearsal/simulator/arguments.ts';
import { presetNames } from '#wire/strategy-presets.ts';
import { faultsOfAws } from './aws.ts';
import { commandsIn } from './shell.ts';

const root = resolve(import.meta.dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What is wrong with the commands of a script, in words. */
export const faultsOfScript = (script: string): readonly string[] => commandsIn(script).flatMap(faultsOfCommand);

/** Whether a piece of code within a sentence is a command that readers may type. */
export const isCommand = (code: string): boolean => /^(?:npm|npx|aws|docker) /.test(code);

function faultsOfCommand([program = '', ...words]: readonly string[]): readonly string[] {
  const check = programs[program];
  return check === undefined ? [`no rule for the command ${program}`] : check(words);
}

type Check = (words: readonly string[]) => readonly string[];

const programs: Readonly<Record<string, Check>> = {
  npm: faultsOfNpm,
  npx: ([tool, ...words]) => (tool === 'cdk' ? faultsOfCdk(words) : [`no rule for npx ${tool}`]),
  aws: faultsOfAws,
  docker: faultsOfDocker,
};

function faultsOfNpm([verb = '', ...words]: readonly string[]): readonly string[] {
  if (verb === 'ci' && words.length === 0) return [];
  const [script = '', dashes, ...args] = verb === 'run' ? words : [verb, ...words];
  if (scripts[script] === undefined) return [`package.json has no script ${script}`];
  if (dashes === undefined) return [];
  return dashes === '--' ? (argumentsOf[script] ?? noArguments)(args) : [`${script}: npm takes ${dashes} itself`];
}

const noArguments: Check = (args) => args.map((arg) => `no rule for the argument ${arg}`);

/** The commands' own readers refuse what they do not know, names of scenarios included. */
const refusedBy =
  (read: (args: readonly string[]) => unknown): Check =>
  (args) => {
    try {
      read(args);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  };

const argumentsOf: Readonly<Record<string, Check>> = {
  rehearse: refusedBy(readArguments),
  simulate: refusedBy(readSimulateArguments),
  'bench:judge': refusedBy(readBenchArguments),
  history: (args) => [
    ...flagsUnknownTo(historyHelp, args),
    ...(args.length < 2 || args[1]?.startsWith('--') ? ['history takes a service and an environment'] : []),
  ],
  backtest: (args) => [
    ...flagsUnknownTo(backtestHelp, args),
    ...presetsAfter(args, '--preset'),
    ...presetsAfter(args, '--compare'),
    ...args.filter((arg) => arg.includes('/') && !existsSync(join(root, arg))).map((arg) => `there is no file ${arg}`),
  ],
  check: (names) => {
    const text = readFileSync(join(root, '.config/check.ts'), 'utf8');
    return names.filter((name) => !text.includes(`name: '${name}'`)).map((name) => `there is no check ${name}`);
  },
};

const flagsUnknownTo = (help: string, args: readonly string[]): readonly string[] =>
  args.filter((arg) => arg.startsWith('--') && !help.includes(arg)).map((arg) => `the help does not know ${arg}`);

function presetsAfter(args: readonly string[], flag: string): readonly string[] {
  const names = args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? '').split(',') : [];
  const unknown = names.filter((name) => !presetNames.some((preset) => preset === name));
  return unknown.map((name) => `there is no preset ${name}`);
}

const dockerFlags: Readonly<Record<string, readonly string[]>> = {
  build: ['--platform', '-t'],
  login: ['--username', '--password-stdin'],
  push: [],
};

function faultsOfDocker([verb = '', ...words]: readonly string[]): readonly string[] {
  const known = dockerFlags[verb];
  if (known === undefined) return [`no rule for docker ${verb}`];
  return words.filter((word) => word.startsWith('-') && !known.includes(word)).map((flag) => `docker ${verb} ${flag}`);
}

interface CdkOptions {
  readonly [name: string]: { readonly alias?: string | readonly string[] };
}

/** As the installed CDK knows them. */
const cdk = JSON.parse(readFileSync(join(root, 'node_modules/aws-cdk/lib/cli/cli-type-registry.json'), 'utf8')) as {
  readonly globalOptions: CdkOptions;
  readonly commands: Readonly<Record<string, { readonly options?: CdkOptions }>>;
};

const flagsOf = (options: CdkOptions): readonly string[] =>
  Object.entries(options).flatMap(([name, { alias = [] }]) => [`--${name}`, ...[alias].flat().map((one) => `-${one}`)]);

/** Those that bin/app.ts asks for. */
const contexts = ['environment', 'config'];

function faultsOfCdk([verb = '', ...words]: readonly string[]): readonly string[] {
  const command = cdk.commands[verb];
  if (command === undefined) return [`there is no command cdk ${verb}`];
  const known = flagsOf({ ...cdk.globalOptions, ...command.options });
  return [
    ...words
      .filter((word) => word.startsWith('-') && !known.includes(word))
      .map((flag) => `cdk ${verb} does not know ${flag}`),
    ...words
      .filter((_, index) => words[index - 1] === '-c')
      .filter((context) => !contexts.includes(context.split('=')[0] ?? ''))
      .map((context) => `the app does not read ${context}`),
  ];
}
