import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { children, CONFLICT, readShared, sharedCases } from './definitions/cases.ts';
import { ending, engineFor, named } from './support/machines.ts';

const functions = {
  echo: async (payload: unknown) => payload,
  conflict: async () => {
    throw named(CONFLICT.name, CONFLICT.message);
  },
};

const names = { Echo: 'echo', Conflict: 'conflict', ...children };
const definitions = Object.fromEntries(
  sharedCases.map(({ definition }) => [definition, readShared(definition, names)]),
);

describe('the shared definitions', () => {
  it.each(sharedCases)('$definition with $input ends $ends.status', async ({ definition, input, ends }) => {
    const { clock, engine } = engineFor(definitions, { functions });
    const execution = engine.start(definition, input, { name: 'test' });
    await clock.run();
    expect(ending(execution)).toMatchObject(ends);
  });

  it('all have a case', () => {
    const files = readdirSync(new URL('definitions/', import.meta.url)).filter((file) => file.endsWith('.asl.json'));
    const used = new Set(sharedCases.map(({ definition }) => `${definition}.asl.json`));
    expect(files.filter((file) => !used.has(file))).toEqual([]);
  });
});
