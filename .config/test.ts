/**
 * `npm test`: all checks and all tests, and one line at the end that counts the tests. The local cloud needs Python:
 * without it the rest runs, the missing part is named, and only a build server fails because of it.
 */
import { setPriority } from 'node:os';
import { whyNoLocalCloud } from '#rehearsal/cloud/prerequisites.ts';
import { runBeside } from './test/beside.ts';
import { type Tally, sum, verdictOf } from './test/tally.ts';
import { listTests, runProjects } from './test/vitest.ts';

function leaveOutLocalCloud(reason: string): Tally {
  const left = listTests('e2e');
  console.log(`\nNot run: ${left} tests against the local cloud (test/e2e, test/adapters).\n${reason}`);
  if (process.env['CI'] !== 'true') return { passed: 0, failed: 0, skipped: left };
  console.log('A build server has to run them (CI=true), so this counts as a failure.');
  return { passed: 0, failed: Math.max(1, left), skipped: 0 };
}

const inProcess = await runProjects('in-process', ['unit', 'machines']);

const reason = whyNoLocalCloud();
const stories = reason === undefined ? runProjects('local-cloud', ['e2e']) : leaveOutLocalCloud(reason);
// The local cloud waits more than it works. What starts from here on fills the gaps, and yields to it.
setPriority(10);
const checks = runBeside('.config/check.ts');

const localCloud = await stories;
const { succeeded, output } = await checks;
console.log(`\n${output}`);

const { lines, exitCode } = verdictOf(sum([inProcess, localCloud]), succeeded);
for (const line of lines) console.log(line);
process.exitCode = exitCode;
