/** `npm run document` writes docs/configuration-reference.md from the comments of the types; `--check` says whether it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { freshPage, pagePath } from './page.ts';

const page = existsSync(pagePath) ? readFileSync(pagePath, 'utf8') : '';
const fresh = await freshPage();

if (!process.argv.includes('--check')) {
  writeFileSync(pagePath, fresh);
} else if (fresh !== page) {
  console.error('docs/configuration-reference.md does not show the types as they are. Write it anew: npm run document');
  process.exitCode = 1;
}
