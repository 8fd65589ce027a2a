import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Options, format } from 'prettier';
import type { Definition } from '../../../statemachines/source/definition.ts';
import { statemachines } from '../machines.ts';

const source = join(statemachines, 'source');
const style = resolve(import.meta.dirname, '../../../.config/prettier.json');

/** The text of every definition as its source generates it now, by the file in which it is committed. */
export async function emitted(): Promise<ReadonlyMap<string, string>> {
  const files = globSync('*.asl.ts', { cwd: source }).sort();
  const texts = files.map(async (file) => {
    const { definition } = (await import(pathToFileURL(join(source, file)).href)) as { definition: Definition };
    return [join(statemachines, `${basename(file, '.asl.ts')}.asl.json`), await asText(definition)] as const;
  });
  return new Map(await Promise.all(texts));
}

export function asText(definition: Definition): Promise<string> {
  const options = JSON.parse(readFileSync(style, 'utf8')) as Options;
  return format(JSON.stringify(definition, undefined, 2), { ...options, parser: 'json' });
}

/** The committed files that differ from their source's output, or that have no source. */
export function drifted(fresh: ReadonlyMap<string, string>, committed: ReadonlyMap<string, string>): string[] {
  const files = new Set([...fresh.keys(), ...committed.keys()]);
  return [...files].filter((file) => fresh.get(file) !== committed.get(file)).sort();
}

export const committed = (): ReadonlyMap<string, string> =>
  new Map(
    globSync('*.asl.json', { cwd: statemachines }).map((file) => {
      const path = join(statemachines, file);
      return [path, readFileSync(path, 'utf8')] as const;
    }),
  );
