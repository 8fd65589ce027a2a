import { existsSync } from 'node:fs';
import { relative, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationRejected, type Fault } from './rules/fault.ts';
import { resolve } from './resolve/resolve.ts';
import type { SluiceConfig } from './sluice-config.ts';

const usual = 'sluice.config.ts';
const whatItHolds = 'a TypeScript file with `export default defineSluice({ services: …, environments: … })`';

/** Reads the configuration file. Throws `ConfigurationRejected` for every fault in it. */
export async function loadConfig(path: string = usual): Promise<SluiceConfig> {
  const file = resolvePath(path);
  if (!existsSync(file)) {
    throw rejected(path, {
      value: 'missing',
      problem: 'the file does not exist',
      remedy: 'create the file, or pass the path of another one',
    });
  }
  const module = await importFile(path, file);
  if (!('default' in module)) {
    const exported = Object.keys(module);
    const value = exported.length === 0 ? 'no export' : `exports ${exported.join(', ')}`;
    throw rejected(path, {
      value,
      problem: 'the file has no default export',
      remedy: 'add `export default` before defineSluice(…)',
    });
  }
  return resolve(module['default']);
}

async function importFile(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw rejected(path, { value: whereIn(error, file), problem: explain(error) }, error);
  }
}

const rejected = (path: string, fault: Omit<Fault, 'place' | 'allowed'>, cause?: unknown) =>
  new ConfigurationRejected([{ place: path, allowed: whatItHolds, ...fault }], { cause });

/** `sluice.config.ts:7` if the error carries a line number. */
function whereIn(error: unknown, file: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const line = stack.split(pathToFileURL(file).href)[1] ?? stack.split(file)[1];
  const number = /^:(\d+)/.exec(line ?? '')?.[1];
  return number === undefined ? 'unreadable' : `${relative('.', file)}:${number}`;
}

const explain = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return `the file cannot be loaded: ${message.split('\n', 1)[0]?.trim()}`;
};
