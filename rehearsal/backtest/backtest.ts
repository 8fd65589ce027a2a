import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chart } from './chart.ts';
import { comparison } from './compare.ts';
import { help } from './help.ts';
import type { PastWindow } from './past-window.ts';
import { Protocol } from './protocol.ts';
import { replay, type Replay } from './replay.ts';
import { type NamedPolicy, policyOfPreset, policyOfSteps, policyOfTrace } from './schedule.ts';
import { table } from './table.ts';
import { readTrace, type TraceMinute } from './trace.ts';

export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

const WRONG_INPUT = 2;

/** The exit code: 0 when the backtest gave an answer, good or bad, and 2 when its input could not be read. */
export async function backtest(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await answer(args, terminal);
    return 0;
  } catch (error) {
    terminal.stderr.write(`${(error as Error).message}\n`);
    return WRONG_INPUT;
  }
}

async function answer(args: readonly string[], { stdin, stdout }: Terminal): Promise<void> {
  const { values, positionals } = parsed(args);
  if (values.stdin) return answerLines(stdin, stdout);
  const [file] = positionals;
  if (values.help || (file === undefined && values.cloudwatch === undefined)) {
    stdout.write(help);
    return;
  }
  const trace = file === undefined ? await pastWindow(values) : readTrace(readText(file));
  if (values.save !== undefined) writeFileSync(values.save, trace.map((line) => `${JSON.stringify(line)}\n`).join(''));
  if (values.compare !== undefined) {
    const policies = values.compare.split(',').map((name) => policyOfPreset(name.trim()));
    stdout.write(comparison(policies.map((named) => ({ named, replay: replay(named.policy, trace) }))));
    return;
  }
  const named = policyFor(values, trace);
  const replayed = replay(named.policy, trace);
  if (values.html !== undefined) writeFileSync(values.html, chart(named, replayed));
  stdout.write(values.json ? json(named, replayed) : table(named, replayed));
}

const parsed = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      stdin: { type: 'boolean' },
      json: { type: 'boolean' },
      html: { type: 'string' },
      preset: { type: 'string' },
      steps: { type: 'string' },
      compare: { type: 'string' },
      cloudwatch: { type: 'string' },
      environment: { type: 'string', default: 'production' },
      from: { type: 'string' },
      to: { type: 'string' },
      save: { type: 'string' },
    },
  });

/** The SDK takes longer to load than a trace to judge, so it is loaded only here. */
async function pastWindow(values: ReturnType<typeof parsed>['values']): Promise<TraceMinute[]> {
  const { readPastWindow } = await import('./past-window.ts');
  return readPastWindow(windowOf(values.cloudwatch ?? '', values));
}

export function windowOf(
  service: string,
  { environment, from, to }: { environment: string; from?: string | undefined; to?: string | undefined },
): PastWindow {
  const [begin, end] = [timeOf('--from', from), timeOf('--to', to)];
  if (begin >= end) throw new Error(`--from ${from} is not before --to ${to}.`);
  return { service, environment, from: begin, to: end };
}

function timeOf(option: string, text = ''): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new Error(`${option} takes a time such as 2026-03-14T09:30:00Z, not "${text}".`);
}

function policyFor(
  { preset, steps }: { preset?: string | undefined; steps?: string | undefined },
  trace: readonly TraceMinute[],
): NamedPolicy {
  if (preset !== undefined && steps !== undefined) throw new Error('--preset and --steps: one of them.');
  if (preset !== undefined) return policyOfPreset(preset);
  return steps === undefined ? policyOfTrace(trace) : policyOfSteps(steps);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

const json = ({ name, policy }: NamedPolicy, { outcome, looks }: Replay): string =>
  `${JSON.stringify({ policy: { name, ...policy }, outcome, looks: looks.map(({ recorded, ...look }) => ({ minute: recorded.minute, ...look })) }, null, 2)}\n`;

async function answerLines(stdin: NodeJS.ReadableStream, stdout: NodeJS.WritableStream): Promise<void> {
  const protocol = new Protocol();
  let lineNumber = 0;
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (line.trim() !== '') stdout.write(`${protocol.answer(line, lineNumber)}\n`);
  }
}
