import type { ShiftStep } from '#domain/strategy/strategy.ts';

/** Enough steps to see one in the middle. Bakes of less than a minute are watched and not judged: the canaries have stories of their own. */
export const usualSteps: readonly ShiftStep[] = [
  { weight: 10, bakeSeconds: 50 },
  { weight: 50, bakeSeconds: 50 },
  { weight: 100, bakeSeconds: 50 },
];
