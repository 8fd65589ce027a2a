import type { ShiftStep } from '#domain/strategy/strategy.ts';

/** A canary in its shortest form: each weight is judged on at least one whole minute. */
export const canarySteps: readonly ShiftStep[] = [
  { weight: 20, bakeSeconds: 60 },
  { weight: 50, bakeSeconds: 60 },
  { weight: 100, bakeSeconds: 60 },
];
