import { ArgumentsRejected } from '#rehearsal/arguments.ts';
import { benchJudge } from '#rehearsal/bench/bench.ts';

try {
  await benchJudge(process.argv.slice(2), process);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof ArgumentsRejected ? 2 : 1;
}
