import type { Minute, SlotMinute } from '#domain/judge/minute.ts';

/** A slot that served a thousand requests well. */
export const served = (slot: Partial<SlotMinute> = {}): SlotMinute => ({
  requests: 1000,
  errors: 0,
  slow: 50,
  p50: 0.06,
  p90: 0.15,
  p99: 0.4,
  ...slot,
});

export const nothing: SlotMinute = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };

/** Minutes in a row, all in one step unless said otherwise. */
export const minutes = (
  count: number,
  at: (minute: number) => { canary?: Partial<SlotMinute>; live?: Partial<SlotMinute>; step?: number },
): Minute[] =>
  Array.from({ length: count }, (_, minute) => {
    const { canary, live, step = 0 } = at(minute);
    return { minute, step, canary: served(canary), live: served(live) };
  });

/** Numbers that look random and are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many events happen when so many are expected and none knows of another (Knuth). */
export function poisson(random: () => number, expected: number): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
