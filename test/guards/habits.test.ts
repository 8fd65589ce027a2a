import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { habitsByRoom } from '../../.config/habits.ts';
import { limits } from '../../.config/limits.ts';
import { type Example, everywhere, examples, places } from './habits.examples.ts';

const tree = resolve(import.meta.dirname, 'fixtures/habits');
const overrideConfigFile = resolve(import.meta.dirname, '../../.config/eslint.config.js');
let eslint: ESLint;

// The first file loads the type checker; every other one takes milliseconds.
beforeAll(async () => {
  eslint = new ESLint({ cwd: tree, overrideConfigFile });
  await refusals('export {};', places.domain);
}, 60_000);

async function refusals(code: string, place: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: resolve(tree, place) });
  return result!.messages.map(({ ruleId, message }) => `${ruleId ?? 'not linted'}: ${message}`);
}

async function roomsRefusing({ code, by }: Example): Promise<string[]> {
  const rooms: string[] = [];
  for (const [room, place] of Object.entries(places)) {
    if ((await refusals(code, place)).some((refusal) => refusal.includes(by))) rooms.push(room);
  }
  return rooms;
}

describe('a habit of another room', () => {
  it.each(examples)('is refused where it does not belong, and nowhere else: $code', async (example) => {
    expect(await roomsRefusing(example)).toEqual(example.rooms);
  });

  it('has an example for every ban of the configuration', () => {
    const messages = new Set(habitsByRoom.flatMap(({ bans }) => bans.map(({ message }) => message)));
    const without = [...messages].filter((message) => !examples.some(({ by }) => message.includes(by)));
    expect(without).toEqual([]);
  });
});

describe('a habit of no room', () => {
  it.each(everywhere)('is refused by $by', async ({ code, by }) => {
    expect(await refusals(code, places.steps)).toContainEqual(expect.stringContaining(by));
  });

  it('has an example for every limit of the configuration', () => {
    const without = Object.keys(limits).filter((rule) => !everywhere.some(({ by }) => by === `${rule}: `));
    expect(without).toEqual([]);
  });

  it('is not found in code that has none', async () => {
    for (const place of Object.values(places)) {
      expect(await refusals('export const double = (n: number): number => 2 * n;\n', place)).toEqual([]);
    }
  });
});
