import { createHash } from 'node:crypto';
import { SeededRandom } from '../../random.ts';
import { builtin } from './builtins.ts';

/** What an expression can read besides its data. */
export interface ExpressionWorld {
  readonly now: number;
  readonly random: SeededRandom;
}

type Implementation = (this: unknown, ...args: never[]) => unknown;
type Maker = (world: ExpressionWorld) => Implementation;

/** The largest array that `$range` makes, as in Step Functions. */
const RANGE_LIMIT = 1000;

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * Functions that Step Functions adds to JSONata, and those of JSONata that would use the real clock or real randomness.
 */
export const FUNCTIONS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['partition', () => partition],
  ['range', () => range],
  ['hash', () => hash],
  ['parse', () => (text: string) => JSON.parse(text) as unknown],
  ['uuid', (world) => () => world.random.uuid()],
  ['random', (world) => (seed?: number) => (seed === undefined ? world.random : new SeededRandom(seed)).next()],
  ['shuffle', (world) => (list: unknown) => (Array.isArray(list) ? world.random.shuffle(list) : list)],
  ['millis', (world) => () => world.now],
  ['now', (world) => (picture?: string, zone?: string) => builtin('fromMillis').call(null, world.now, picture, zone)],
  [
    'toMillis',
    (world) => (text?: string, picture?: string) => {
      // A picture without a date means "today": the implementation asks its environment for it.
      const focus = { environment: { timestamp: new Date(world.now) } };
      return builtin('toMillis').call(focus, text, picture);
    },
  ],
]);

function partition(list: unknown[], size: number): unknown[][] {
  if (!Array.isArray(list) || !Number.isInteger(size) || size < 1) {
    throw new Error('$partition needs an array and a chunk size of at least 1');
  }
  const chunks: unknown[][] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every((value) => Number.isInteger(value)) || step === 0) {
    throw new Error('$range needs three whole numbers and a step that is not 0');
  }
  const numbers: number[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    if (numbers.length === RANGE_LIMIT) throw new Error(`$range makes at most ${RANGE_LIMIT} numbers`);
    numbers.push(value);
  }
  return numbers;
}

function hash(content: unknown, algorithm: string): string {
  const known = HASHES[algorithm];
  if (!known) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}, not ${algorithm}`);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return createHash(known).update(text).digest('hex');
}
