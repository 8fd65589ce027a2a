import { dirname, join, normalize } from 'node:path';
import { anchorOf } from '../../docs/.vitepress/anchors.ts';

/** Pages by their path from the root of the repository. */
export type Pages = ReadonlyMap<string, string>;

const fence = /^( *)```[^]*?^\1```$/gm;
const link = /\[(?:[^\]\\]|\\.)*\]\((?!https?:|mailto:)([^)\s]*)\)/g;

/**
 * Every link that leads nowhere, as `page: link`. VitePress checks pages and not anchors, and does not know the front
 * page.
 */
export function deadLinks(pages: Pages, fileExists: (path: string) => boolean): readonly string[] {
  const anchors = new Map([...pages].map(([path, text]) => [path, anchorsOf(text)]));
  const isDead = (from: string, target: string): boolean => {
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? from : pathOf(from, file);
    if (!pages.has(path) && !fileExists(path)) return true;
    return anchor !== undefined && !(anchors.get(path)?.has(anchor) ?? false);
  };
  return [...pages].flatMap(([path, text]) =>
    linksIn(text)
      .filter((target) => isDead(path, target))
      .map((target) => `${path}: ${target}`),
  );
}

const pathOf = (from: string, file: string): string => normalize(join(dirname(from), file));

const linksIn = (text: string): readonly string[] =>
  Array.from(text.replaceAll(fence, '').matchAll(link), ([, target = '']) => target);

const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    Array.from(text.replaceAll(fence, '').matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
      anchorOf(heading.replaceAll('`', '')),
    ),
  );
