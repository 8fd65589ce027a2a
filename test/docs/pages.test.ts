import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf as anchorInAlarm } from '#constructs/notifications/runbook-alarm.ts';
import { anchorOf } from '../../docs/.vitepress/anchors.ts';
import { deadLinks } from './links.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = new Map(['README.md', ...names.map((name) => `docs/${name}`)].map((path) => [path, read(path)]));

describe('the links of the pages', () => {
  it('lead to pages, headings and files that exist', () => {
    expect(deadLinks(pages, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  it.each([
    ['a page', '[more](gone.md)'],
    ['a heading', '[more](two.md#gone)'],
    ['a heading of its own', '[more](#gone)'],
    ['a picture', '![a picture](images/gone.svg)'],
  ])('are refused if they lead to %s that does not exist', (_, text) => {
    const some = new Map([
      ['docs/one.md', `# One\n\n${text}\n`],
      ['docs/two.md', '# Two\n\n```sh\n# gone\n```\n'],
    ]);
    expect(deadLinks(some, () => false)).toHaveLength(1);
  });

  it('are found by their heading as GitHub and the site write it', () => {
    const two = '## `<service>-<slot>-down`\n\n## What does it cost?\n';
    const one = '[a](two.md#service-slot-down) [b](two.md#what-does-it-cost) [c](https://example.com)';
    expect(
      deadLinks(
        new Map([
          ['docs/one.md', one],
          ['docs/two.md', two],
        ]),
        () => false,
      ),
    ).toEqual([]);
  });

  it('from an alarm lead to the same heading as those of the site', () => {
    const headings = [...read('docs/runbook.md').matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
    expect(headings.length).toBeGreaterThan(50);
    for (const heading of headings) expect(anchorInAlarm(heading)).toBe(anchorOf(heading));
  });
});

describe('every page of the site', () => {
  it.each(names.filter((name) => name !== 'index.md'))('%s is in the navigation and on the front page', (name) => {
    expect(read('docs/.vitepress/config.ts')).toContain(`link: '/${name.replace('.md', '')}'`);
    expect(read('README.md')).toContain(`](docs/${name})`);
  });
});

describe('the front page', () => {
  it('is short', () => {
    expect(read('README.md').split('\n').length - 1).toBeLessThanOrEqual(130);
  });

  it('begins with what to run', () => {
    expect(read('README.md')).toContain('```sh\nnpm ci && npm run rehearse\n```');
    expect(read('README.md')).toContain('```sh\nnpm ci && npm test\n```');
  });
});
