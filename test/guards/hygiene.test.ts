import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../.config/hygiene/faults.ts';
import { longFiles } from '../../.config/long-files.ts';

const root = resolve(import.meta.dirname, '../..');
// Taken apart, so that the check does not find the examples of its own test.
const home = '/ho' + 'me/ada/sluice';
const note = 'TO' + 'DO';
const off = '// eslint-' + 'disable-next-line eqeqeq';

describe('hygiene', () => {
  it.each([
    ['README.md', `cd ${home}`, 'path of one machine'],
    ['lib/stacks/network.ts', `const folder = '${home}';`, 'path of one machine'],
    ['functions/domain/slot.ts', `// ${note}: later`, 'a note without an owner'],
    ['functions/domain/slot.ts', '<'.repeat(7) + ' HEAD', 'the leavings of a merge'],
    ['functions/domain/slot.ts', off, 'without a reason'],
    ['functions/domain/slot.ts', `${off} --`, 'without a reason'],
    ['package-lock.json', '      "resolved": "http://localhost:4873/zod/-/zod-4.6.7.tgz",', 'another place'],
    ['.npmrc', 'registry=http://localhost:4873/', 'registry of one machine'],
    ['.npmrc', '@ada:registry = http://localhost:4873/', 'registry of one machine'],
  ])('refuses in %s: %s', (path, line, remedy) => {
    expect(faultsOf(path, `first line\n${line}\n`)).toEqual([expect.stringMatching(`^${path}:2: .*${remedy}`)]);
  });

  it.each([
    ['README.md', 'https://example.com/work/guide and ./work/ and src/home/page.ts'],
    ['README.md', 'The list of services is methodical.'],
    ['functions/domain/slot.ts', `${off} -- JSONata answers null and undefined alike`],
    ['package-lock.json', '      "resolved": "https://registry.npmjs.org/zod/-/zod-4.6.7.tgz",'],
    ['.npmrc', 'save-exact=true'],
  ])('has nothing against %s: %s', (path, line) => {
    expect(faultsOf(path, line)).toEqual([]);
  });
});

describe('the list of long files', () => {
  it('names only files that are long, each with a reason', () => {
    for (const [file, reason] of Object.entries(longFiles)) {
      const path = resolve(root, file);
      expect(existsSync(path), `${file} is gone: take it off the list`).toBe(true);
      expect(readFileSync(path, 'utf8').split('\n').length, `${file} is short again`).toBeGreaterThan(251);
      expect(reason.length, `the reason of ${file}`).toBeGreaterThan(20);
    }
  });
});
