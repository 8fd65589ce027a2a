import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#rehearsal/simulator/random.ts';

const draw = (random: SeededRandom, count: number) => Array.from({ length: count }, () => random.next());

describe('seeded randomness', () => {
  it('repeats itself for the same seed and differs for another', () => {
    expect(draw(new SeededRandom(7), 5)).toEqual(draw(new SeededRandom(7), 5));
    expect(draw(new SeededRandom(7), 5)).not.toEqual(draw(new SeededRandom(8), 5));
  });

  it('never changes between versions: recorded runs depend on it', () => {
    const random = new SeededRandom('recorded');
    expect([random.integer(0, 999), random.integer(0, 999), random.uuid()]).toEqual([
      719,
      161,
      '675e073b-02a6-4093-a1b8-b88f1d92baa5',
    ]);
  });

  it('forks streams that do not depend on what was drawn elsewhere', () => {
    const fresh = new SeededRandom(7);
    const used = new SeededRandom(7);
    draw(used, 100);
    expect(draw(used.fork('traffic'), 3)).toEqual(draw(fresh.fork('traffic'), 3));
    expect(draw(fresh.fork('traffic'), 3)).not.toEqual(draw(fresh.fork('faults'), 3));
  });

  it('spreads evenly', () => {
    const counts = new Array<number>(10).fill(0);
    const random = new SeededRandom(3);
    for (let index = 0; index < 10_000; index++) counts[random.integer(0, 9)]! += 1;
    // Ten bins of 1000: five standard deviations are 150.
    expect(counts.filter((count) => Math.abs(count - 1000) > 150)).toEqual([]);
  });

  it('makes version 4 UUIDs', () => {
    expect(new SeededRandom(1).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('shuffles without losing anything', () => {
    const list = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = new SeededRandom(2).shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect([...shuffled].sort()).toEqual(list);
  });
});
