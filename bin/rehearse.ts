import { ArgumentsRejected, help, listing, readArguments } from '#rehearsal/arguments.ts';
import { rehearse } from '#rehearsal/rehearse.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => interrupt.abort(new Error(`interrupted (${signal})`)));
}

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help || args.list) process.stdout.write(args.help ? help : listing());
  else process.exitCode = (await rehearse(args, interrupt.signal)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = interrupt.signal.aborted ? 130 : error instanceof ArgumentsRejected ? 2 : 1;
}
// The SDK keeps its connections; nothing is left to wait for.
process.exit();
