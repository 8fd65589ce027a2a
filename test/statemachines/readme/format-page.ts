import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Options, format } from 'prettier';

const style = resolve(import.meta.dirname, '../../../.config/prettier.json');

/** A page that is written from code, in the style of those that people write. */
export const formatPage = (page: string): Promise<string> =>
  format(page, { ...(JSON.parse(readFileSync(style, 'utf8')) as Options), parser: 'markdown' });
