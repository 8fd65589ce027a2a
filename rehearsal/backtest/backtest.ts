import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chart } from './chart.ts';
import { comparison } from './compare.ts';
import { help } from './help.ts';
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

/** The exit code: 0 when the question was answered, whatever the answer, and 2 when it could not be read. */
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
  const { values, positionals } = parseArgs({
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
    },
  });
  if (values.stdin) return answerLines(stdin, stdout);
  const [file] = positionals;
  if (values.help || file === undefined) {
    stdout.write(help);
    return;
  }
  const trace = readTrace(readText(file));
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
