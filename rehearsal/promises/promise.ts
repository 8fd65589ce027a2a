import type { PromiseRecord } from '../record.ts';

export type Check = readonly [ok: boolean, words: string];

/** By their numbers: P2 comes before P10. */
export const inOrder = (promises: readonly PromiseRecord[]): PromiseRecord[] =>
  promises.toSorted((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));

/** A promise with every check that supports or contradicts it. */
export const promise = (id: string, words: string, checks: readonly Check[]): PromiseRecord => ({
  id,
  promise: words,
  held: checks.every(([ok]) => ok),
  checks: checks.map(([ok, what]) => `${ok ? 'yes' : 'NO'}: ${what}`),
});
