import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptBundles } from '#constructs/workflows/kept-bundles.ts';

let root: string;
const bundles = () => new KeptBundles<string[]>(root, join(root, 'memory.json'));
const write = (name: string, content: string) => writeFileSync(join(root, name), content);
const startedAt = Date.UTC(2026, 0, 2);
const longBefore = new Date(startedAt - 60_000);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-'));
  for (const name of ['entry.ts', 'imported.ts', 'bundle.js']) {
    write(name, name);
    utimesSync(join(root, name), longBefore, longBefore);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const made = { startedAt, entries: ['entry.ts'], read: ['entry.ts', 'imported.ts'], written: ['bundle.js'] };

describe('what was bundled', () => {
  it('is not bundled again while every file is the same', () => {
    expect(bundles().recall(['entry.ts'])).toBeUndefined();
    bundles().keep({ ...made, result: ['a bundle'] });
    write('imported.ts', 'imported.ts');
    expect(bundles().recall(['entry.ts'])).toEqual(['a bundle']);
  });

  it.each(['entry.ts', 'imported.ts', 'bundle.js'])('is bundled again when %s has changed or is missing', (name) => {
    bundles().keep({ ...made, result: [] });
    write(name, 'something else');
    expect(bundles().recall(['entry.ts'])).toBeUndefined();
    rmSync(join(root, name));
    expect(bundles().recall(['entry.ts'])).toBeUndefined();
  });

  it('is bundled again when there is one function more', () => {
    bundles().keep({ ...made, result: [] });
    expect(bundles().recall(['another.ts', 'entry.ts'])).toBeUndefined();
  });

  it('is not remembered when a source changed meanwhile', () => {
    write('imported.ts', 'changed while it was read');
    bundles().keep({ ...made, result: [] });
    expect(bundles().recall(['entry.ts'])).toBeUndefined();
  });
});
