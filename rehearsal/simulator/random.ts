/**
 * Randomness that is a function of its seed: the sfc32 generator, small, fast and without known flaws at this size.
 * `fork` gives independent streams by name, so that drawing more in one place does not change what another place sees.
 */
export class SeededRandom {
  /** The hash of the seed's text; a fork continues from it. */
  readonly #hash: number;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: number | string, parentHash = emptyHash) {
    this.#hash = hashed(String(seed), parentHash);
    [this.#a, this.#b, this.#c, this.#counter] = spread(this.#hash);
    for (let warmUp = 0; warmUp < 12; warmUp++) this.#draw();
  }

  /** The stream of this name: it depends on the seed and the name alone, never on what was drawn before. */
  fork(name: string): SeededRandom {
    return new SeededRandom(`/${name}`, this.#hash);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    return this.#draw() / 4294967296;
  }

  /** A whole number from `least` to `most`, both possible. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from');
    return list[this.integer(0, list.length - 1)] as T;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = this.integer(0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other] as T, shuffled[index] as T];
    }
    return shuffled;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const [one, two, three, four] = [this.#draw(), this.#draw(), this.#draw(), this.#draw()];
    // Its version is 4, and its variant one of 8, 9, a and b.
    const second = `${hex(two >>> 16, 4)}-4${hex(two & 0xfff, 3)}`;
    const third = `${(((three >>> 28) & 3) | 8).toString(16)}${hex((three >>> 16) & 0xfff, 3)}`;
    return `${hex(one, 8)}-${second}-${third}-${hex(three & 0xffff, 4)}${hex(four, 8)}`;
  }

  /** One step of sfc32: 32 bits. */
  #draw(): number {
    const drawn = (this.#a + this.#b + this.#counter) | 0;
    const rotated = (this.#c << 21) | (this.#c >>> 11);
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (rotated + drawn) | 0;
    this.#counter = (this.#counter + 1) | 0;
    return drawn >>> 0;
  }
}

const hex = (bits: number, digits: number): string => bits.toString(16).padStart(digits, '0');

const emptyHash = 0x811c9dc5;

/** FNV-1a: hashing two texts in turn equals hashing their concatenation. */
function hashed(text: string, before: number): number {
  let hash = before;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Spreads a hash over the generator's 128 bits: four steps of splitmix32. */
function spread(seed: number): readonly [number, number, number, number] {
  let hash = seed;
  const step = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let word = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  return [step(), step(), step(), step()];
}
