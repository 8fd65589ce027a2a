import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFLICT, readShared, sharedCases } from './definitions/cases.ts';
import { ending, execute, named } from './support/machines.ts';

const functions = {
  echo: async (payload: unknown) => payload,
  conflict: async () => {
    throw named(CONFLICT.name, CONFLICT.message);
  },
};

describe('the shared definitions', () => {
  it.each(sharedCases)('$definition with $input ends $ends.status', async ({ definition, input, ends }) => {
    const filled = readShared(definition, { Echo: 'echo', Conflict: 'conflict' });
    expect(ending(await execute(filled, input, { functions }))).toMatchObject(ends);
  });

  it('all have a case', () => {
    const files = readdirSync(new URL('definitions/', import.meta.url)).filter((file) => file.endsWith('.asl.json'));
    const used = new Set(sharedCases.map(({ definition }) => `${definition}.asl.json`));
    expect(files.filter((file) => !used.has(file))).toEqual([]);
  });
});
