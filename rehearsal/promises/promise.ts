import type { PromiseRecord } from '../record.ts';

export type Check = readonly [ok: boolean, words: string];

/** A promise with every check that speaks for or against it. */
export const promise = (id: string, words: string, checks: readonly Check[]): PromiseRecord => ({
  id,
  promise: words,
  held: checks.every(([ok]) => ok),
  checks: checks.map(([ok, what]) => `${ok ? 'yes' : 'NO'}: ${what}`),
});
