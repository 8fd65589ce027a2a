import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const root = resolve(import.meta.dirname, '../..');
const config = join(root, '.config/dependency-cruiser.cjs');
const tree = join(import.meta.dirname, 'fixtures/arrows');
const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };

/** `file: rule` for each refusal that the first line of a fixture asks for. */
const wanted = globSync('**/*.ts', { cwd: tree }).flatMap((file) => {
  const names = /^\/\/ Refused by: (.+)$/m.exec(readFileSync(join(tree, file), 'utf8'))?.[1];
  return names?.split(', ').map((name) => `${file}: ${name}`) ?? [];
});

function refusals(): string[] {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', '.'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { summary } = JSON.parse(stdout) as Cruise;
  return [...new Set(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`))];
}

describe('the arrows between the rooms', () => {
  it('refuse every bad import of the fixtures, each by its rule, and none of the good ones', () => {
    expect(refusals().sort()).toEqual(wanted.sort());
  });

  it.each(forbidden)('have a bad import for $name', ({ name }) => {
    expect(wanted.map((line) => line.split(': ')[1])).toContain(name);
  });

  it('are tried with the same subpath imports as the product has', () => {
    const importsOf = (folder: string) =>
      (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { imports: unknown }).imports;
    expect(importsOf(tree)).toEqual(importsOf(root));
  });
});
