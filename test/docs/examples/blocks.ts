import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Something in a page that readers copy: a fenced block, or code within a sentence. */
export interface Example {
  /** `docs/operations.md:12`, for messages. */
  readonly place: string;
  /** `ts environment` of a fenced block; undefined within a sentence. */
  readonly kind: string | undefined;
  readonly text: string;
}

/** Written from the types' comments, and checked by that. */
const generated = 'configuration-reference.md';

export function examplesOfPages(): readonly Example[] {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== generated);
  return ['README.md', ...pages.map((name) => `docs/${name}`)].flatMap((path) =>
    examplesIn(path, readFileSync(join(root, path), 'utf8')),
  );
}

const fence = /^(?<indent> *)```(?<kind>[^\n`]*)\n(?<body>[^]*?)^ *```$/gm;
const inline = /`([^`]+)`/g;

export function examplesIn(path: string, page: string): readonly Example[] {
  const lineAt = (index: number) => page.slice(0, index).split('\n').length;
  const blocks = Array.from(page.matchAll(fence), ({ index, groups: { indent = '', kind = '', body = '' } = {} }) => ({
    place: `${path}:${lineAt(index)}`,
    kind: kind.trim(),
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
  // Lines stay where they are, so that places are right.
  const prose = page.replaceAll(fence, (block) => block.replaceAll(/[^\n]/g, ' '));
  const spans = Array.from(prose.matchAll(inline), ({ index, 1: text = '' }) => ({
    place: `${path}:${lineAt(index)}`,
    kind: undefined,
    text: text.replaceAll(/\s+/g, ' '),
  }));
  return [...blocks, ...spans];
}
