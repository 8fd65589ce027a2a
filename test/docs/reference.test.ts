import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshPage, pagePath } from './reference/page.ts';
import { inputProgram } from './reference/program.ts';
import { CommentMissing, typesIn } from './reference/types.ts';

const parsed = (text: string) => typesIn([ts.createSourceFile('shop.ts', text, ts.ScriptTarget.Latest, true)]);

describe('a described type', () => {
  it('has its comment, and of each field its comment, its default and whether it is required', () => {
    const [shop] = parsed(`
      /** A shop. */
      export interface Shop extends Place {
        /**
         * The opening hours: \`9 to 5\`.
         * @default 'always'
         */
        hours?: string;
        /** The name. @default none */
        name: string;
      }`);
    expect(shop).toMatchObject({
      name: 'Shop',
      text: 'A shop.',
      extends: ['Place'],
      fields: [
        { name: 'hours', text: 'The opening hours: `9 to 5`.', default: "'always'", required: false },
        { name: 'name', text: 'The name.', default: 'none', required: true },
      ],
    });
  });

  it('is only written if it is exported', () => {
    expect(parsed('interface Hidden { field: string }')).toEqual([]);
  });

  it.each([
    ['a field', '/** A shop. */ export interface Shop { hours: string }', 'shop.ts: Shop.hours has no comment'],
    [
      'a field with a default only',
      '/** A shop. */ export interface Shop { /** @default 9 */ hours: string }',
      'Shop.hours',
    ],
    ['a type', 'export interface Shop { /** The hours. */ hours: string }', 'shop.ts: Shop has no comment'],
  ])('is refused if %s has no comment', (_, text, message) => {
    expect(() => parsed(text)).toThrow(CommentMissing);
    expect(() => parsed(text)).toThrow(message);
  });
});

describe('the configuration reference', () => {
  let page: string;
  beforeAll(async () => {
    page = await freshPage();
  }, 60_000);

  it('has every field of every type, with its type and whether it is required', () => {
    const types = typesIn(inputProgram().files);
    const headings = [...page.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading);
    const described = types.flatMap(({ name, fields }) => [name, ...fields.map((field) => `${name}.${field.name}`)]);
    expect(described.length).toBeGreaterThan(130);
    expect(new Set(headings)).toEqual(new Set([...described, 'Duration']));
    const fields = types.flatMap((type) => type.fields);
    expect(page.match(/^- \*\*Type:\*\* \S/gm)).toHaveLength(fields.length);
    expect(page.match(/^- \*\*Required:\*\* (yes|no)$/gm)).toHaveLength(fields.length);
    expect(page.match(/^- \*\*Default:\*\* \S/gm)).toHaveLength(
      fields.filter((one) => one.default !== undefined).length,
    );
  });

  it('writes out what may be chosen, and leads to the types and fields that it names', () => {
    expect(page).toContain("- **Type:** `'X86_64'` or `'ARM64'`");
    expect(page).toContain('- **Type:** [ServiceInput](#serviceinput) for each name');
    expect(page).toContain('See [`ServiceInput.cpu`](#serviceinputcpu).');
  });

  it('is written as the types are today', () => {
    expect(readFileSync(pagePath, 'utf8')).toBe(page);
  });
});
