/**
 * `npm test`: all tests, and one line at the end that counts them. The local cloud needs Python: without it the rest
 * runs, the missing part is named, and only a build server fails because of it.
 */
import { localCloudPython } from './test/python.ts';
import { type Tally, sum } from './test/tally.ts';
import { listTests, runProjects } from './test/vitest.ts';

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

function runLocalCloud(): Tally {
  if (localCloudPython() !== undefined) return runProjects('local-cloud', ['e2e']);
  const left = listTests('e2e');
  console.log(`\nNot run: ${left} tests against the local cloud (test/e2e, test/adapters).`);
  console.log('They need Python 3.10 or newer with venv on the path (Debian, Ubuntu: apt-get install python3-venv).');
  if (process.env['CI'] !== 'true') return { ...nothing, skipped: left };
  console.log('A build server has to run them (CI=true), so this counts as a failure.');
  return { ...nothing, failed: Math.max(1, left) };
}

const total = sum([runProjects('in-process', ['unit', 'machines']), runLocalCloud()]);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
