/** `npm run document` writes the pictures and tables of statemachines/README.md; `--check` says whether they are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pagePath, upToDate } from './page.ts';

const page = readFileSync(pagePath, 'utf8');
const fresh = await upToDate(page);

if (!process.argv.includes('--check')) {
  writeFileSync(pagePath, fresh);
} else if (fresh !== page) {
  console.error('statemachines/README.md does not show the current definitions. Update it: npm run document');
  process.exitCode = 1;
}
