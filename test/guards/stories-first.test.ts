import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { storiesFirst } from '../../.config/test/stories-first.ts';

it('the stories of the local cloud start before anything else, and all else stays in its order', () => {
  const root = resolve(import.meta.dirname, '../..');
  const stories = globSync('test/e2e/{rehearsal,regions}/*.test.ts', { cwd: root }).map((file) => `${root}/${file}`);
  expect(stories.length).toBeGreaterThan(5);
  const others = ['/test/e2e/local-cloud/names.test.ts', '/test/adapters/local-cloud.test.ts', '/test/e2e/a.test.ts'];
  const mixed = [others[0], ...stories.slice(0, 2), others[1], ...stories.slice(2), others[2]].map(String);
  expect(storiesFirst(mixed, (path) => path)).toEqual([...stories, ...others]);
});
