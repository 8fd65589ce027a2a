import type { ShiftStep } from '#domain/strategy/strategy.ts';

/** Enough steps to see one in the middle. Bakes of less than a minute are not judged; other stories cover canaries. */
export const usualSteps: readonly ShiftStep[] = [
  { weight: 10, bakeSeconds: 50 },
  { weight: 50, bakeSeconds: 50 },
  { weight: 100, bakeSeconds: 50 },
];
