import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../../repository.ts';
import type { AnyStep } from './host.ts';

/** The definitions and steps of the product itself, read from their files: a new one takes part at once. */
export interface Library {
  /** By machine name, as text with its placeholders. */
  readonly definitions: Readonly<Record<string, string>>;
  /** By the placeholder that stands for the step: `SetWeight`. */
  readonly steps: Readonly<Record<string, AnyStep>>;
  /** Those that rules start, by the same kind of name. */
  readonly watchers: Readonly<Record<string, AnyStep>>;
}

export async function loadLibrary(): Promise<Library> {
  const statemachines = join(repository, 'statemachines');
  const definitions = globSync('*.asl.json', { cwd: statemachines })
    .sort()
    .map((file) => [basename(file, '.asl.json'), readFileSync(join(statemachines, file), 'utf8')] as const);
  return {
    definitions: Object.fromEntries(definitions),
    steps: await loadSteps('steps/*/*.step.ts'),
    watchers: await loadSteps('watchers/*.watcher.ts'),
  };
}

async function loadSteps(files: string): Promise<Library['steps']> {
  const folder = join(repository, 'functions');
  const steps = await Promise.all(
    globSync(files, { cwd: folder })
      .sort()
      .map(async (file) => {
        const module = (await import(pathToFileURL(join(folder, file)).href)) as { step?: AnyStep; watcher?: AnyStep };
        const step = module.step ?? module.watcher;
        if (step === undefined) throw new Error(`${file} exports neither a step nor a watcher.`);
        return [placeholderOf(step.contract.name), step] as const;
      }),
  );
  return Object.fromEntries(steps);
}

/** `set-weight` is `SetWeight` in every definition. */
export const placeholderOf = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
