/**
 * `npm test`: all tests, and one line at the end that counts them. The local cloud needs Python: without it the rest
 * runs, the missing part is named, and only a build server fails because of it.
 */
import { whyNoLocalCloud } from '#rehearsal/cloud/prerequisites.ts';
import { type Tally, sum } from './test/tally.ts';
import { listTests, runProjects } from './test/vitest.ts';

function leaveOutLocalCloud(reason: string): Tally {
  const left = listTests('e2e');
  console.log(`\nNot run: ${left} tests against the local cloud (test/e2e, test/adapters).\n${reason}`);
  if (process.env['CI'] !== 'true') return { passed: 0, failed: 0, skipped: left };
  console.log('A build server has to run them (CI=true), so this counts as a failure.');
  return { passed: 0, failed: Math.max(1, left), skipped: 0 };
}

const inProcess = runProjects('in-process', ['unit', 'machines']);
const reason = whyNoLocalCloud();
const localCloud = reason === undefined ? runProjects('local-cloud', ['e2e']) : leaveOutLocalCloud(reason);

const { passed, failed, skipped } = sum([inProcess, localCloud]);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
