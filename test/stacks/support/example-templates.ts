import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { exampleApp } from './example.ts';
import { type StackTemplate, templatesOf } from './templates.ts';

/** A synthesis of the example takes seconds, and a dozen files read it: the first one creates it for all. */
export async function exampleTemplates(environment?: string): Promise<readonly StackTemplate[]> {
  const templates = JSON.parse(await synthesizedOnce(inject('runFolder'))) as readonly StackTemplate[];
  return templates.filter((template) => environment === undefined || template.environment === environment);
}

async function synthesizedOnce(folder: string): Promise<string> {
  const [file, lock] = [join(folder, 'templates.json'), join(folder, 'templates.lock')];
  while (!existsSync(file)) {
    if (!isTaken(lock)) {
      await sleep(50);
      continue;
    }
    try {
      writeFileSync(`${file}.part`, JSON.stringify(templatesOf(await exampleApp())));
      renameSync(`${file}.part`, file);
    } finally {
      // A file that fails leaves the synthesis, and its error, to the next.
      rmSync(lock, { recursive: true });
    }
  }
  return readFileSync(file, 'utf8');
}

/** Creating a folder is atomic: of two files one succeeds. */
function isTaken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
