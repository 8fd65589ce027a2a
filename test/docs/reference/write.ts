/**
 * `npm run document` writes docs/configuration-reference.md from the comments of the types, and the tables that pages take
 * from the code; `--check` says which of them is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { freshPage, pagePath } from './page.ts';
import { pagesWithTables } from './tables.ts';

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const pages = [{ path: pagePath, fresh: await freshPage() }, ...(await pagesWithTables())];

for (const { path, fresh } of pages) {
  if (!process.argv.includes('--check')) {
    writeFileSync(path, fresh);
  } else if (fresh !== read(path)) {
    console.error(`${relative(process.cwd(), path)} does not show the code as it is. Write it anew: npm run document`);
    process.exitCode = 1;
  }
}
