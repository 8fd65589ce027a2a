/**
 * Randomness that is a function of its seed: the sfc32 generator, small, fast and without known flaws at this size.
 * `fork` gives independent streams by name, so that drawing more in one place does not change what another place sees.
 */
export class SeededRandom {
  readonly #seed: string;
  #state: readonly [number, number, number, number];

  constructor(seed: number | string) {
    this.#seed = String(seed);
    this.#state = mix(this.#seed);
    for (let warmUp = 0; warmUp < 12; warmUp++) this.#draw();
  }

  /** The stream of this name: it depends on the seed and the name alone, never on what was drawn before. */
  fork(name: string): SeededRandom {
    return new SeededRandom(`${this.#seed}/${name}`);
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
    const hex = Array.from({ length: 4 }, () => this.#draw().toString(16).padStart(8, '0')).join('');
    const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** One step of sfc32: 32 bits. */
  #draw(): number {
    const [a, b, c, counter] = this.#state;
    const drawn = (a + b + counter) | 0;
    const rotated = (c << 21) | (c >>> 11);
    this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (rotated + drawn) | 0, (counter + 1) | 0];
    return drawn >>> 0;
  }
}

/** Spreads a text over the generator's 128 bits: FNV-1a, then four steps of splitmix32. */
function mix(text: string): readonly [number, number, number, number] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  const step = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let word = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  return [step(), step(), step(), step()];
}
