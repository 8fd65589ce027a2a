import { expect } from 'vitest';
import { faultsOf } from './inputs.ts';

/** A file with one fault, and the expected message. */
export interface WrongFile {
  readonly what: string;
  readonly input: unknown;
  readonly place: string;
  readonly value: string;
  readonly problem?: string;
  readonly allowed: string;
  readonly remedy?: string;
}

export function isTheOnlyFault({ what: _, input, ...expected }: WrongFile): void {
  const faults = faultsOf(input);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject(expected);
  expect(faults[0]!.remedy).toBe(expected.remedy);
}
