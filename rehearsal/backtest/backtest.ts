import { createInterface } from 'node:readline';
import { Protocol } from './protocol.ts';

export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

export async function backtest(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--stdin')) return answerLines(terminal);
  return 2;
}

async function answerLines({ stdin, stdout, stderr }: Terminal): Promise<number> {
  const protocol = new Protocol();
  let lineNumber = 0;
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    try {
      stdout.write(`${protocol.answer(line, lineNumber)}\n`);
    } catch (error) {
      stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
  }
  return 0;
}
