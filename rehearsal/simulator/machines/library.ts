import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../../repository.ts';
import type { AnyStep } from './host.ts';

/** The very definitions and the very steps of the product, by their files: one that is added takes part. */
export interface Library {
  /** By machine name, as text with its placeholders. */
  readonly definitions: Readonly<Record<string, string>>;
  /** By the placeholder that stands for the step: `SetWeight`. */
  readonly steps: Readonly<Record<string, AnyStep>>;
}

export async function loadLibrary(): Promise<Library> {
  const statemachines = join(repository, 'statemachines');
  const definitions = globSync('*.asl.json', { cwd: statemachines })
    .sort()
    .map((file) => [basename(file, '.asl.json'), readFileSync(join(statemachines, file), 'utf8')] as const);
  const folder = join(repository, 'functions', 'steps');
  const steps = await Promise.all(
    globSync('*/*.step.ts', { cwd: folder })
      .sort()
      .map(async (file) => {
        const { step } = (await import(pathToFileURL(join(folder, file)).href)) as { step: AnyStep };
        return [placeholderOf(step.contract.name), step] as const;
      }),
  );
  return { definitions: Object.fromEntries(definitions), steps: Object.fromEntries(steps) };
}

/** `set-weight` is `SetWeight` in every definition. */
export const placeholderOf = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
