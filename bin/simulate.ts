import { ArgumentsRejected } from '#rehearsal/arguments.ts';
import { simulateCommand } from '#rehearsal/simulator/command.ts';

try {
  process.exitCode = await simulateCommand(process.argv.slice(2), process);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof ArgumentsRejected ? 2 : 1;
}
