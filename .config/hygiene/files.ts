import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's own files, found without git, so that an unpacked archive can be checked too. */
export function filesUnder(root: string): string[] {
  const skipped = new Set(['.git', 'fixtures', ...ignoredFolders(root)]);
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      // In a second working tree `.git` is a file.
      if (skipped.has(entry.name)) return [];
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [path] : [];
    });
  return walk('.');
}

function ignoredFolders(root: string): string[] {
  const lines = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  return lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1));
}
