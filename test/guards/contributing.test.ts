import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Paths in code, whole ones: `<room>` and `verb-noun` stand for a name. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/(＋?)`((?:bin|functions|lib|rehearsal|statemachines|test|docs|\.config)\/[^`\s]*)`/g)]
    .filter(([, isNew = '', path = '']) => isNew === '' && !/<|verb-noun|\/noun\./.test(path))
    .map(([, , path = '']) => path);

const missing = (text: string): string[] => pathsIn(text).filter((path) => !existsSync(join(root, path)));

describe('the places that CONTRIBUTING.md names', () => {
  it('are there', () => {
    expect(pathsIn(page).length).toBeGreaterThan(40);
    expect(missing(page)).toEqual([]);
  });

  it('are found where they are not', () => {
    expect(
      missing('`lib/workflow/permissions.ts`, ＋`lib/new.ts`, `functions/steps/<machine>/verb-noun.step.ts`'),
    ).toEqual(['lib/workflow/permissions.ts']);
  });
});
