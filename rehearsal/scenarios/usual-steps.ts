import type { ShiftStep } from '#domain/shift-schedule.ts';

/** A short canary: enough steps to see one in the middle. */
export const usualSteps: readonly ShiftStep[] = [
  { weight: 10, bakeSeconds: 60 },
  { weight: 50, bakeSeconds: 60 },
  { weight: 100, bakeSeconds: 60 },
];
