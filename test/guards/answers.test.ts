import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const functions = resolve(import.meta.dirname, '../../functions');
const read = (file: string) => readFileSync(join(functions, file), 'utf8');

const namesIn = (source: string): string[] =>
  [...source.matchAll(/^export const (\w+) =/gm)].map(([, name = '']) => name);

const askedIn = (source: string): string[] =>
  [...source.matchAll(/^import \{([^}]+)\} from '#adapters\/answers\.ts';$/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );

/** All adapters can be reached from the file of answers: that one is dead shows only in its answer being asked by no step. */
const unasked = (answers: string, steps: readonly string[]): string[] => {
  const asked = new Set(steps.flatMap(askedIn));
  return namesIn(answers).filter((name) => !asked.has(name));
};

describe('the answers to the ports', () => {
  it('are each asked by a step', () => {
    const steps = globSync('{steps,watchers,resources}/**/*.{step,watcher,resource}.ts', { cwd: functions }).map(read);
    expect(namesIn(read('adapters/answers.ts')).length).toBeGreaterThan(30);
    expect(unasked(read('adapters/answers.ts'), steps)).toEqual([]);
  });

  it('are refused where no step asks', () => {
    const answers = 'export const bell = () => 1;\nexport const door = () => 2;\n';
    expect(unasked(answers, ["import { bell } from '#adapters/answers.ts';\n"])).toEqual(['door']);
  });
});
