import { history } from '#rehearsal/history/history.ts';

try {
  process.stdout.write(await history(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
