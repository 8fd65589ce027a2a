import type { ShiftStep } from '#domain/strategy/strategy.ts';

/** The shortest shift with a middle, for stories of several deployments. */
export const quickSteps: readonly ShiftStep[] = [
  { weight: 50, bakeSeconds: 30 },
  { weight: 100, bakeSeconds: 30 },
];
